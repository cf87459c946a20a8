import { recordEvents } from '@/lib/audit/record';
import type { AnswerId } from '@/lib/cache/entry';
import { getCached, putCached } from '@/lib/cache/memory';
import { loadEntries } from '@/lib/cache/table';
import { systemCaller } from '@/lib/kernel/caller';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { type LoadedManager, loadManager } from '@/lib/managers/load';
import { isDatabaseAway, transaction } from '@/lib/platform/database';
import { publishInTransaction, publishLocally } from '@/lib/platform/invalidation';
import { log } from '@/lib/platform/log';
import { once } from '@/lib/platform/singleton';
import { lookupOf } from '@/lib/secrets/cache-lookup';
import type { Reading } from '@/lib/secrets/reading';
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

/** What an answer of all variables of an Environment was, and through which secret manager. */
export interface ReadWhole {
  manager: LoadedManager;
  field: Binding;
  /** Of its variables. */
  names: readonly string[];
  answer?: AnswerId | undefined;
}

/**
 * Notes which variables an Environment has by now, where it is another set than the connection was last told with. The revision
 * of every connection that it is a whole of moves then, in one transaction with the event that tells the names. Answers whether
 * what memory holds of the connection is over: read it again. While the database is away, it is noted once it is back.
 */
export async function learnVariables({ manager, field, names: seen, answer }: ReadWhole): Promise<boolean> {
  const { expands, reference } = field;
  if (!expands || isDatabaseAway()) return false;
  const names = [...seen].sort();
  if (JSON.stringify(names) === JSON.stringify(expands.seen?.names)) return false;
  const { key, text } = lookupOf(manager, reference);
  const given = answer ?? getCached(key);
  if (!given) return false;
  const now = seenNames(names, given);
  try {
    if (!isSeenLater(now, expands.seen)) {
      // Another process has read it since: the table has what that was.
      for (const entry of (await loadEntries([key])).values()) putCached(entry);
      return true;
    }
    const flight = `${manager.id} ${text} ${now.generation} ${now.atMs}`;
    const running =
      flights().get(flight) ?? note(manager.id, text, now).finally(() => flights().delete(flight));
    flights().set(flight, running);
    await running;
    return true;
  } catch (error) {
    log.warn('connections.variables-not-noted', { inside: asLatchkeyError(error).inside });
    return false;
  }
}

/** The same for what a plan was just read with. Answers whether it is an older plan by now. */
export async function learnFrom(plan: Plan, readings: ReadonlyMap<string, Reading>): Promise<boolean> {
  for (const field of plan.fields) {
    const reading = readings.get(field.name);
    // What a fallback holds tells nothing of this Environment's variables.
    if (field.kind !== 'binding' || !field.expands || !reading?.ok || reading.fallbackId) continue;
    const manager = await loadManager(field.managerId);
    const { value, answer } = reading;
    if (manager && (await learnVariables({ manager, field, names: [...variablesIn(value).keys()], answer })))
      return true;
  }
  return false;
}

const flights = () => once('variables-being-noted', () => new Map<string, Promise<void>>());

async function note(secretManagerId: string, reference: string, now: SeenNames): Promise<void> {
  const keys = await transaction(async (tx) => {
    // As whoever changes a connection does: the connection first, and in the order of ids.
    await tx.$queryRaw`
      SELECT id FROM connection WHERE id IN (
        SELECT connection_id FROM connection_field
        WHERE secret_manager_id = ${secretManagerId} AND reference = ${reference} AND environment IS NOT NULL)
      ORDER BY id FOR UPDATE`;
    const rows = await tx.connectionField.findMany({
      where: { secretManagerId, reference, name: { startsWith: '@' } },
      select: { id: true, environment: true, connection: { select: { id: true, key: true, name: true } } },
    });
    const held = rows.map((row) => ({ ...row, stored: storedEnvironment(row.environment) }));
    const over = held.filter(({ stored: { seen } }) => !areSameNames(now, seen) && isSeenLater(now, seen));
    const ids = over.map(({ connection }) => connection.id);
    await tx.$executeRaw`
      UPDATE connection_field SET environment = jsonb_set(environment, '{seen}', ${JSON.stringify(now)}::jsonb)
      WHERE id = ANY(${over.map(({ id }) => id)}::text[])`;
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
