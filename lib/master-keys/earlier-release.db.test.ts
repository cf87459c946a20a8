import { readFile } from 'node:fs/promises';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { forgetAll } from '@/lib/cache/memory';
import { loadEntries } from '@/lib/cache/table';
import { openLiteral, openText } from '@/lib/connections/literal';
import { textOfSecret } from '@/lib/kernel/secret-value';
import { loadManager, sessionOf } from '@/lib/managers/load';
import { database } from '@/lib/platform/database';
import { readEnv } from '@/lib/platform/env';
import { publishLocally } from '@/lib/platform/invalidation';
import { keyring, openKeyring, registerKeyring } from '@/lib/platform/keyring';
import { countUnversioned, sealedColumns, tablesOfBefore } from '@/lib/platform/sealed-columns';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { openEntry } from '@/lib/secrets/sealed-entry';
import { resealAll } from './reseal';

useTestDatabase();

// Written by the release before docs/decisions/0101 through its own verbs, and kept: a token of an account that never was,
// a typed value, a text around a secret, two cached values, and the check of the master key that sealed them.
const keptSchema = z.object({
  masterKey: z.string(),
  tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
});
const kept = new URL('./testing/sealed-before-versions.json', import.meta.url);
let before: z.infer<typeof keptSchema>;

beforeAll(async () => {
  before = keptSchema.parse(JSON.parse(await readFile(kept, 'utf8')));
});

beforeEach(async () => {
  await database()
    .$executeRaw`TRUNCATE setting, secret_manager, connection, connection_field, cache_entry CASCADE`;
  for (const [table, rows] of Object.entries(before.tables)) {
    const columns = Object.keys(rows[0] ?? {}).map((name) => `"${name}"`);
    await database().$executeRawUnsafe(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
      JSON.stringify(rows),
    );
  }
  await start();
});

/** As a start does it: nothing of before is in memory. */
async function start() {
  await openKeyring(readEnv({ LATCHKEY_MASTER_KEY: before.masterKey }));
  forgetAll();
  publishLocally({ topic: 'secret-manager', id: '*' });
}

const columnsOfBefore = sealedColumns.flatMap((each) => {
  const table = tablesOfBefore.find((known) => known === each.table);
  if (each.column === 'sealed_state' || each.column === 'sealed_token') return [];
  return table ? [{ table, column: each.column }] : [];
});
type Column = (typeof columnsOfBefore)[number]['column'];

/** What each column holds, opened where it stands; undefined: it does not open. */
async function opened(): Promise<Record<Column, string | undefined>> {
  const fields = await database().connectionField.findMany();
  const keys = (await database().cacheEntry.findMany()).map(({ key }) => key);
  const entries = [...(await loadEntries(keys)).values()];
  publishLocally({ topic: 'secret-manager', id: '*' });
  const manager = await loadManager(String(before.tables.secret_manager?.[0]?.id));
  const texts = (work: () => (string | undefined)[]) => {
    try {
      const found = work().filter((text) => text !== undefined);
      return found.length === 0 ? undefined : found.sort().join();
    } catch {
      return undefined;
    }
  };
  return {
    sealed_credential: texts(() => [manager && textOfSecret(sessionOf(manager).credential).slice(0, 4)]),
    sealed_literal: texts(() =>
      fields
        .map((field) => field.sealedLiteral && textOfSecret(openLiteral(field, field.sealedLiteral)))
        .map(said),
    ),
    sealed_text: texts(() =>
      fields.map((field) => field.sealedText && textOfSecret(openText(field, field.sealedText))).map(said),
    ),
    sealed_value: texts(() =>
      entries.map((entry) => {
        const value = entry.state === 'value' ? openEntry(entry) : undefined;
        return value && textOfSecret(value);
      }),
    ),
  };
}

const said = (text: string | null) => text ?? undefined;

const whole = {
  sealed_credential: 'ops_',
  sealed_literal: 'typed',
  sealed_text: 'Bearer {{secret}}',
  sealed_value: 'kept,text',
};

/** The kept envelopes of a column once more in their rows, as somebody puts them there who writes the database. */
async function putBack(table: string, column: Column) {
  for (const row of before.tables[table] ?? []) {
    await database().$executeRawUnsafe(
      `UPDATE ${table} SET ${column} = $1::text::bytea WHERE id = $2 AND $1::text IS NOT NULL`,
      row[column] ?? null,
      row.id,
    );
  }
}

describe('what an earlier release sealed', () => {
  it('opens, before it is resealed and afterwards', async () => {
    expect(await opened()).toEqual(whole);
    expect(await resealAll()).toBe(true);
    expect(await countUnversioned(database())).toEqual(new Map());
    expect(await opened()).toEqual(whole);
    await start();
    expect(await opened()).toEqual(whole);
  });

  it('keeps the keys that cached values are found by', async () => {
    const keys = async () => (await database().cacheEntry.findMany()).map(({ key }) => key).sort();
    const found = await keys();
    expect(found).toHaveLength(2);
    await Promise.all([resealAll(), resealAll()]);
    expect(await keys()).toEqual(found);
  });

  it.each(columnsOfBefore)(
    'opens no more once it was resealed: $column of $table',
    async ({ table, column }) => {
      await resealAll();
      await putBack(table, column);
      expect(await opened()).toEqual({ ...whole, [column]: undefined });
      await start();
      expect(await opened()).toEqual({ ...whole, [column]: undefined });
    },
  );

  it('opens in a table for as long as that holds some that could not be resealed', async () => {
    await database().$executeRaw`
      UPDATE cache_entry SET sealed_value = set_byte(sealed_value, 30, 255 - get_byte(sealed_value, 30))
      WHERE id = (SELECT min(id) FROM cache_entry)`;
    await resealAll();
    expect([...keyring().unversionedTables].sort()).toEqual(['cache_entry', 'setting']);
    await start();
    expect([...keyring().unversionedTables].sort()).toEqual(['cache_entry', 'setting']);
    await database()
      .$executeRaw`DELETE FROM cache_entry WHERE substring(sealed_value from 1 for 1) = decode('01', 'hex')`;
    await resealAll();
    expect([...keyring().unversionedTables]).toEqual(['setting']);
  });

  it('is refused by a process that hears later that another one has resealed it', async () => {
    const other = keyring();
    await start();
    await resealAll();
    expect(other.unversionedTables.size).toBe(4);
    registerKeyring(other);
    await resealAll();
    expect([...other.unversionedTables]).toEqual(['setting']);
  });
});
