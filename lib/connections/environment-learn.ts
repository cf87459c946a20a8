import { allowanceOfConnection } from '@/lib/access/grants';
import { scopedOf } from '@/lib/access/may';
import { recordEvents } from '@/lib/audit/record';
import type { AnswerId } from '@/lib/cache/entry';
import { getCached, putCached } from '@/lib/cache/memory';
import { loadEntries } from '@/lib/cache/table';
import { systemCaller } from '@/lib/kernel/caller';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { titlesOf } from '@/lib/managers/bound-titles';
import { type LoadedManager, loadManager } from '@/lib/managers/load';
import { isDatabaseAway, transaction } from '@/lib/platform/database';
import { publishInTransaction, publishLocally } from '@/lib/platform/invalidation';
import { log } from '@/lib/platform/log';
import { once } from '@/lib/platform/singleton';
import { lookupOf } from '@/lib/secrets/cache-lookup';
import type { Reading } from '@/lib/secrets/reading';
import { openEntry } from '@/lib/secrets/sealed-entry';
import {
  areSameNames,
  isSeenLater,
  type SeenNames,
  seenNames,
  storedEnvironment,
} from './environment-stored';
import { variablesIn } from './environment-variables';
import type { Plan, PlannedField } from './plan';
import { connectionSubject } from './subject';

type Binding = PlannedField & { kind: 'binding' };

/** The names that an answer of all variables of an Environment had, and through which secret manager. */
export interface ReadWhole {
  manager: LoadedManager;
  field: Binding;
  names: readonly string[];
  answer: AnswerId;
}

/**
 * What came of names that were read. `known`: they are those that the connection was told with, or the database is away. `noted`: they are
 * others, and what memory had of the connection is over. `elsewhere`: another process has read others since, and memory has what that
 * was. `failed`: they could not be written.
 */
export type Learnt = 'known' | 'noted' | 'elsewhere' | 'failed';

/**
 * Notes which variables an Environment has by now, where it is another set than the connection was last told with. The revision
 * of every connection that it is a whole of moves then, in one transaction with the event that tells the names. While the database
 * is away, it is noted once it is back.
 */
export async function learnVariables({ manager, field, names: seen, answer }: ReadWhole): Promise<Learnt> {
  const { expands, reference } = field;
  if (!expands || isDatabaseAway()) return 'known';
  const names = [...seen].sort();
  if (JSON.stringify(names) === JSON.stringify(expands.seen?.names)) return 'known';
  const { key, text } = lookupOf(manager, reference);
  const now = seenNames(names, answer);
  try {
    if (!isSeenLater(now, expands.seen)) {
      // Another process has read it since: the table has what that was.
      for (const entry of (await loadEntries([key])).values()) putCached(entry);
      return 'elsewhere';
    }
    const flight = `${manager.id} ${text} ${now.generation} ${now.atMs}`;
    const running =
      flights().get(flight) ?? note(manager, field, now).finally(() => flights().delete(flight));
    flights().set(flight, running);
    await running;
    return 'noted';
  } catch (error) {
    log.warn('connections.variables-not-noted', { inside: asLatchkeyError(error).inside });
    return 'failed';
  }
}

/** The same for what a plan was just read with. */
export async function learnFrom(plan: Plan, readings: ReadonlyMap<string, Reading>): Promise<Learnt> {
  for (const field of plan.fields) {
    const reading = readings.get(field.name);
    // What a fallback holds tells nothing of this Environment's variables.
    if (field.kind !== 'binding' || !field.expands || !reading?.ok || reading.fallbackId) continue;
    const manager = await loadManager(field.managerId);
    const read = manager && readOf(manager, field, reading);
    const learnt = read ? await learnVariables({ manager, field, ...read }) : 'known';
    if (learnt !== 'known') return learnt;
  }
  return 'known';
}

/** Names with the answer that had them: of the provider's own answer those that were kept of it, or of a later one. */
function readOf(manager: LoadedManager, field: Binding, { value, answer }: Reading & { ok: true }) {
  if (answer) return { names: [...variablesIn(value).keys()], answer };
  const entry = getCached(lookupOf(manager, field.reference).key);
  const kept = entry?.state === 'value' ? openEntry(entry) : undefined;
  return entry && kept && { names: [...variablesIn(kept).keys()], answer: entry };
}

const flights = () => once('variables-being-noted', () => new Map<string, Promise<void>>());

async function note(manager: LoadedManager, { reference: locator }: Binding, now: SeenNames): Promise<void> {
  const { id: secretManagerId } = manager;
  const reference = locator.text;
  const keys = await transaction(async (tx) => {
    // As whoever changes a connection does: the connection first, and in the order of ids.
    const locked = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM connection WHERE id IN (
        SELECT connection_id FROM connection_field
        WHERE secret_manager_id = ${secretManagerId} AND reference = ${reference} AND name LIKE '@%')
      ORDER BY id FOR UPDATE`;
    const rows = await tx.connectionField.findMany({
      where: {
        secretManagerId,
        reference,
        name: { startsWith: '@' },
        connectionId: { in: locked.map(({ id }) => id) },
      },
      select: {
        id: true,
        name: true,
        reference: true,
        environment: true,
        shownNames: true,
        connection: {
          select: { id: true, key: true, name: true, scope: true, projects: { select: { projectId: true } } },
        },
      },
    });
    // Who may not use it learns no names of it.
    const held = rows.filter(({ connection, shownNames }) =>
      allowanceOfConnection(manager, scopedOf(connection)).allows({
        locator,
        titles: titlesOf(shownNames),
      }),
    );
    const over = held
      .map((row) => ({ ...row, stored: storedEnvironment(row) }))
      .filter(({ stored: { seen } }) => !areSameNames(now, seen) && isSeenLater(now, seen));
    const ids = over.map(({ connection }) => connection.id);
    await tx.$executeRaw`
      UPDATE connection_field AS field
      SET environment = jsonb_build_object('prefix', kept.prefix, 'seen', ${JSON.stringify(now)}::jsonb)
      FROM unnest(${over.map(({ id }) => id)}::text[], ${over.map(({ stored }) => stored.prefix)}::text[]) AS kept (id, prefix)
      WHERE field.id = kept.id`;
    await tx.$executeRaw`UPDATE connection SET revision = revision + 1 WHERE id = ANY(${ids}::text[])`;
    await recordEvents(
      tx,
      over.flatMap(({ connection, stored: { seen } }) =>
        seen ? [variablesChanged(connection, seen.names, now.names)] : [],
      ),
    );
    for (const { connection } of over)
      await publishInTransaction(tx, { topic: 'connection', id: connection.key });
    return held.map(({ connection }) => connection.key);
  });
  for (const id of keys) publishLocally({ topic: 'connection', id });
}

/** Names alone, and no more than an event is for. */
function variablesChanged(
  connection: { id: string; key: string; name: string },
  before: readonly string[],
  after: readonly string[],
) {
  const lacking = (from: readonly string[], those: readonly string[]) => {
    const held = new Set(those);
    return from.filter((name) => !held.has(name)).slice(0, mostNames);
  };
  return {
    caller: systemCaller,
    verb: 'connection.variables_changed' as const,
    subject: connectionSubject(connection),
    details: { added: lacking(after, before), removed: lacking(before, after) },
  };
}

const mostNames = 200;
