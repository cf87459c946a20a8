import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/lib/platform/database';
import { publishLocally } from '@/lib/platform/invalidation';
import type { ConnectionField } from '@/lib/platform/prisma-client/client';
import { dropSingleton } from '@/lib/platform/singleton';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { createConnection } from './create';
import { duplicateConnection } from './duplicate';
import type { FieldInput } from './schema';
import { valuesOf } from './testing/bound';
import { admin } from './testing/callers';
import { connectDesk, type Desk } from './testing/desk';
import { updateConnection } from './update';

useTestDatabase();
const account = useTestAccount();
let desk: Desk;
let made = 0;

beforeAll(async () => {
  desk = await connectDesk(account.sandbox, { API: { token: 'kept' } });
});

const kinds = {
  sealedLiteral: { field: (text: string): FieldInput => ({ value: text }), resolved: (text: string) => text },
  sealedText: {
    field: (text: string): FieldInput => ({
      secretManagerId: desk.manager.id,
      reference: `op://${desk.manager.name}/API/token`,
      text: `${text} {{secret}}`,
    }),
    resolved: (text: string) => `${text} kept`,
  },
} as const;

/** A connection whose one field was `old` and is `new` now, as this process has seen. */
async function changedConnection(column: keyof typeof kinds) {
  const { field, resolved } = kinds[column];
  made += 1;
  const key = `changed-${made}`;
  await createConnection({
    caller: admin,
    input: { key, name: key, app: 'custom', fields: { it: field('old') } },
  });
  const older = await rowOf(key);
  expect(await valuesOf(key)).toEqual({ it: resolved('old') });
  await updateConnection({ caller: admin, input: { key, patch: { fields: { it: field('new') } } } });
  expect(await valuesOf(key)).toEqual({ it: resolved('new') });
  return { key, older, newer: await rowOf(key) };
}

const rowOf = (key: string) =>
  database().connectionField.findFirstOrThrow({ where: { name: 'it', connection: { key } } });

/** Writes a row in the place of another one, as somebody who writes the database. */
async function putBack(newer: ConnectionField, field: ConnectionField) {
  const {
    shownNames: _names,
    environment: _environment,
    containerKey: _container,
    unitKey: _unit,
    isPinned: _pinned,
    ...older
  } = field;
  await database().connectionField.delete({ where: { id: newer.id } });
  await database().connectionField.create({ data: older });
}

async function readAgain(key: string) {
  publishLocally({ topic: 'connection', id: key });
  return valuesOf(key);
}

describe.each(['sealedLiteral', 'sealedText'] as const)('an older %s that is put back', (column) => {
  it('does not open in the row that is there now, even as its id or its version', async () => {
    const { key, older, newer } = await changedConnection(column);
    const cannotBeOpened = { inside: 'a sealed value cannot be opened' };
    const data = { [column]: older[column] };
    await database().connectionField.update({ where: { id: newer.id }, data });
    await expect(readAgain(key)).rejects.toMatchObject(cannotBeOpened);
    const { sealedVersion } = older;
    await database().connectionField.update({ where: { id: newer.id }, data: { sealedVersion } });
    await expect(readAgain(key)).rejects.toMatchObject(cannotBeOpened);
    await database().connectionField.update({
      where: { id: newer.id },
      data: { id: older.id, sealedVersion: newer.sealedVersion },
    });
    await expect(readAgain(key)).rejects.toMatchObject(cannotBeOpened);
  });

  it('is refused with its whole row by a process that saw the newer one, and copied into no other', async () => {
    const { key, older, newer } = await changedConnection(column);
    await putBack(newer, older);
    const refusal = { code: 'internal', inside: 'a sealed field is older than one that was seen' };
    await expect(readAgain(key)).rejects.toMatchObject(refusal);
    const input = { key, as: { key: `${key}-copy`, name: 'Copy' } };
    await expect(duplicateConnection({ caller: admin, input })).rejects.toMatchObject(refusal);
    // A process that began afterwards cannot know (docs/decisions/0101).
    dropSingleton('seen-versions: connection_field');
    expect(await readAgain(key)).toEqual({ it: kinds[column].resolved('old') });
  });

  it('gives way to a value that is typed once more', async () => {
    const { key, older, newer } = await changedConnection(column);
    await putBack(newer, older);
    const patch = { fields: { it: kinds[column].field('next') } };
    await updateConnection({ caller: admin, input: { key, patch } });
    expect(await readAgain(key)).toEqual({ it: kinds[column].resolved('next') });
  });
});

it('a version that no envelope proves is not taken for the newest one', async () => {
  const { key, newer } = await changedConnection('sealedLiteral');
  const write = (sealedVersion: bigint) =>
    database().connectionField.update({ where: { id: newer.id }, data: { sealedVersion } });
  await write(newer.sealedVersion + 900n);
  await expect(readAgain(key)).rejects.toMatchObject({ inside: 'a sealed value cannot be opened' });
  await write(newer.sealedVersion);
  expect(await readAgain(key)).toEqual({ it: 'new' });
});
