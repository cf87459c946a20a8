import { randomUUID } from 'node:crypto';
import { groupBy } from '@/lib/kernel/group-by';
import { clock } from '@/lib/platform/clock';
import type { Transaction } from '@/lib/platform/database';
import { type ConnectionRow, connectionIncludes } from './present';
import { isSameState } from './version-changes';
import { mostVersions, type VersionCause, versionCauses } from './version-schema';
import { openState, sealState, stateOf, type VersionState } from './version-state';

/** What is told of a version beside its state. */
interface VersionFacts {
  at: Date;
  cause: VersionCause;
  actorKind: string;
  actorLabel: string;
  restoredFrom: number | null;
}

/** A version of a connection, opened. */
export interface Version extends VersionFacts {
  number: number;
  state: VersionState;
}

/** Who changes connections, and how: what their next versions say. */
export interface Change {
  caller: { kind: string; label: string };
  cause: VersionCause;
  restoredFrom?: number;
}

type Reader = Pick<Transaction, 'connectionVersion' | 'auditEvent'>;

/**
 * Does `work`, which changes these connections in the transaction, and keeps how it left those that differ as new
 * versions. Waits for others that change them, so that versions are counted without a gap. The oldest beyond
 * `mostVersions` go.
 */
export async function keepingVersions<T>(
  tx: Transaction,
  connectionIds: readonly string[],
  change: Change,
  work: () => Promise<T>,
): Promise<T> {
  const ids = [...new Set(connectionIds)];
  await tx.$queryRaw`SELECT id FROM connection WHERE id = ANY(${ids}::text[]) ORDER BY id FOR UPDATE`;
  const before = await rowsById(tx, ids);
  const latest = await latestVersions(tx, ids);
  const done = await work();
  const after = await rowsById(tx, ids);
  const drafts = [];
  for (const [id, row] of after) {
    const was = before.get(id);
    const missed = was && (await missedVersion(tx, was, latest.get(id)));
    const known = missed ?? latest.get(id);
    if (missed) drafts.push(columnsOf(id, missed));
    const state = stateOf(row);
    if (known && isSameState(known.state, state)) continue;
    drafts.push(columnsOf(id, { ...factsOf(change), number: (known?.number ?? 0) + 1, state }));
  }
  await tx.connectionVersion.createMany({ data: drafts });
  await trim(tx, drafts);
  return done;
}

/** Keeps the first version of connections that were just made. */
export async function keepFirstVersions(
  tx: Transaction,
  rows: readonly ConnectionRow[],
  change: Change,
): Promise<void> {
  await tx.connectionVersion.createMany({
    data: rows.map((row) => columnsOf(row.id, { ...factsOf(change), number: 1, state: stateOf(row) })),
  });
}

/**
 * All versions of a connection, the newest first, which is always the state that the row has now: a change that was
 * not recorded as one stands there as it will be recorded with the next.
 */
export async function versionsOf(client: Reader, row: ConnectionRow): Promise<Version[]> {
  const kept = await client.connectionVersion.findMany({
    where: { connectionId: row.id },
    orderBy: { number: 'desc' },
    take: mostVersions,
  });
  const versions = kept.flatMap(openedVersion);
  const missed = await missedVersion(client, row, versions[0]);
  return missed ? [missed, ...versions] : versions;
}

/**
 * The state of a row where the latest version is another: of a connection of an earlier release, or one whose secret
 * manager was removed, which changes fields of connections without knowing them.
 */
async function missedVersion(
  client: Pick<Transaction, 'auditEvent'>,
  row: ConnectionRow,
  latest: Version | undefined,
): Promise<Version | undefined> {
  const state = stateOf(row);
  if (latest && isSameState(latest.state, state)) return undefined;
  const found = { number: (latest?.number ?? 0) + 1, restoredFrom: null, state };
  const removal = latest && (await removalBetween(client, latest.state, state));
  if (removal) {
    const { at, actorKind, actorLabel } = removal;
    return { ...found, cause: 'secret_manager.removed', at, actorKind, actorLabel };
  }
  const isFirst = latest === undefined;
  return {
    ...found,
    cause: isFirst ? 'recorded' : 'connection.updated',
    at: row.updatedAt,
    actorKind: 'system',
    actorLabel: 'system',
  };
}

/** The event of the removal by which fields lost their secret manager. */
async function removalBetween(
  client: Pick<Transaction, 'auditEvent'>,
  before: VersionState,
  after: VersionState,
) {
  const gone = before.fields.flatMap((field) => {
    if (field.kind !== 'bound' || field.secretManagerId === null) return [];
    const now = after.fields.find(({ name }) => name === field.name);
    return now?.kind === 'bound' && now.secretManagerId === null ? [field.secretManagerId] : [];
  });
  const held = before.environment?.secretManagerId;
  if (held && after.environment && after.environment.secretManagerId === null) gone.push(held);
  if (gone.length === 0) return undefined;
  return client.auditEvent.findFirst({
    where: { verb: 'secret_manager.removed', subjectId: { in: gone } },
    orderBy: { at: 'desc' },
  });
}

async function rowsById(tx: Transaction, ids: readonly string[]): Promise<Map<string, ConnectionRow>> {
  const rows = await tx.connection.findMany({ where: { id: { in: [...ids] } }, include: connectionIncludes });
  return new Map(rows.map((row) => [row.id, row]));
}

async function latestVersions(tx: Transaction, ids: readonly string[]): Promise<Map<string, Version>> {
  const newest = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT ON (connection_id) id FROM connection_version
    WHERE connection_id = ANY(${[...ids]}::text[]) ORDER BY connection_id, number DESC`;
  const rows = await tx.connectionVersion.findMany({ where: { id: { in: newest.map(({ id }) => id) } } });
  return new Map(rows.flatMap((row) => openedVersion(row).map((version) => [row.connectionId, version])));
}

/** One that does not open, or is of a later release, is left out. */
function openedVersion(
  row: NonNullable<Awaited<ReturnType<Transaction['connectionVersion']['findFirst']>>>,
): Version[] {
  const { number, at, actorKind, actorLabel, restoredFrom } = row;
  const state = openState(row, row.sealedState);
  const cause = versionCauses.find((known) => known === row.cause);
  return state && cause ? [{ number, at, cause, actorKind, actorLabel, restoredFrom, state }] : [];
}

function factsOf({ caller, cause, restoredFrom }: Change): VersionFacts {
  return {
    at: new Date(clock().now()),
    cause,
    actorKind: caller.kind,
    actorLabel: caller.label,
    restoredFrom: restoredFrom ?? null,
  };
}

function columnsOf(connectionId: string, { state, ...facts }: Version) {
  const id = randomUUID();
  return { id, connectionId, ...facts, sealedState: sealState({ id, number: facts.number }, state) };
}

async function trim(
  tx: Transaction,
  drafts: readonly { connectionId: string; number: number }[],
): Promise<void> {
  for (const [connectionId, numbers] of groupBy(drafts, (draft) => draft.connectionId)) {
    const newest = Math.max(...numbers.map(({ number }) => number));
    if (newest <= mostVersions) continue;
    await tx.connectionVersion.deleteMany({
      where: { connectionId, number: { lte: newest - mostVersions } },
    });
  }
}
