import { LRUCache } from 'lru-cache';
import type { Allowance } from '@/lib/access/grants';
import { recordEvents } from '@/lib/audit/record';
import { getCached } from '@/lib/cache/memory';
import { type Caller, systemCaller } from '@/lib/kernel/caller';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { isOneUnit, type Locator } from '@/lib/kernel/locator';
import { titlesOf } from '@/lib/managers/bound-titles';
import type { LoadedManager } from '@/lib/managers/load';
import { clock } from '@/lib/platform/clock';
import { database, transaction } from '@/lib/platform/database';
import { publishLocally } from '@/lib/platform/invalidation';
import { log } from '@/lib/platform/log';
import { once } from '@/lib/platform/singleton';
import { parseLocator, shownReference } from '@/lib/providers/references';
import { lookupOf } from '@/lib/secrets/cache-lookup';
import { type Directory, openDirectory } from '@/lib/secrets/directory';
import type { Titles } from '@/lib/secrets/schema';
import type { Plan, PlannedField } from './plan';
import { sameNamesIn } from './repoint-match';
import { type Move, moveEvents, moveFields, recordMoved } from './repoint-write';

type Binding = PlannedField & { kind: 'binding' };

/** What a field is bound to from now on. */
export interface Followed {
  reference: Locator;
  titles?: Titles;
}

export interface Lost {
  plan: Plan;
  manager: LoadedManager;
  /** Fields of the plan whose secret was not found in this manager. */
  fields: readonly Binding[];
  /** What the plan's projects may use of the manager: nothing else is followed to. */
  allowance: Allowance;
  /** A person who waits for it: tries at once, within their budget. */
  person: Caller | undefined;
}

/** Whether an item of the same name may take the place of a removed one, in this field. */
export function followsName({ followName, titles, reference }: Binding, manager: LoadedManager): boolean {
  // A variable of an environment has no other name than the one that it is bound by.
  if (isOneUnit(reference)) return false;
  return (followName ?? manager.followNames) && titles !== undefined && reference.isPinned;
}

/**
 * Binds fields whose item was removed to the only active item of its name in the same vault, where it has the field and
 * the plan's projects may use it: the connection, the audit and both timelines say so. Costs a listing of the vault and a
 * read of the item, once for each time that the provider said that it is not there. Answers what the fields named are
 * bound to now, by name, where that is something else than before. Does not throw for what a provider does.
 */
export async function followNames(lost: Lost): Promise<Map<string, Followed>> {
  const { plan, manager, person } = lost;
  const key = `${plan.id} ${manager.id}`;
  const others = person ? undefined : running().get(key);
  if (others) return others;
  const fields = lost.fields.filter((field) => person !== undefined || isNewlyLost(plan, manager, field));
  if (fields.length === 0) return new Map();
  const work = follow({ ...lost, fields }).finally(() => running().delete(key));
  running().set(key, work);
  return work;
}

const running = () => once('names-being-followed', () => new Map<string, Promise<Map<string, Followed>>>());
/** When each entry was found absent when its name was followed last, by connection and key. */
const tried = () => once('names-followed', () => new LRUCache<string, number>({ max: 20_000 }));
const directories = () =>
  once(
    'directories-of-names',
    () => new LRUCache<string, { sinceMs: number; directory: Directory }>({ max: 100 }),
  );

/** Whether its name was not looked for since the provider said last that it is not there. */
function isNewlyLost(plan: Plan, manager: LoadedManager, { reference }: Binding): boolean {
  const wanted = lookupOf(manager, reference);
  const entry = getCached(wanted.key);
  const key = `${plan.id} ${wanted.key}`;
  // What is never kept, a one-time password, is looked for as rarely as the rarest of what is.
  const atMs = entry?.state === 'absent' ? entry.fetchedAtMs : periodOf(manager.policy.absentMaxMs);
  if (tried().get(key) === atMs) return false;
  tried().set(key, atMs);
  return true;
}

function periodOf(lengthMs: number): number {
  return Math.floor(clock().now() / lengthMs);
}

async function follow(lost: Lost): Promise<Map<string, Followed>> {
  const { plan, fields } = lost;
  try {
    const move = await moveOf(lost);
    if (move.fields.length === 0) return new Map();
    await write(move, lost.manager);
  } catch (error) {
    log.warn('connections.name-not-followed', {
      managerId: lost.manager.id,
      inside: asLatchkeyError(error).inside,
    });
    return new Map();
  }
  // Another process may have been first.
  const rows = await database().connectionField.findMany({
    where: {
      connectionId: plan.id,
      secretManagerId: lost.manager.id,
      name: { in: fields.map(({ name }) => name) },
    },
  });
  return new Map(
    rows.flatMap(({ name, reference: text, shownNames }) => {
      const before = fields.find((field) => field.name === name);
      if (!text || !before) return [];
      const reference = parseLocator(text);
      if (reference.unit === before.reference.unit) return [];
      const titles = titlesOf(shownNames);
      return [[name, { reference, ...(titles ? { titles } : {}) }] as const];
    }),
  );
}

async function moveOf({ plan, manager, fields, allowance, person }: Lost): Promise<Move> {
  const directory = person ? openDirectory(manager, person) : sharedDirectory(manager);
  const gone: Binding[] = [];
  for (const field of fields) if (await isRemoved(directory, field.reference)) gone.push(field);
  const matches = await sameNamesIn(
    directory,
    gone.flatMap(({ name, reference, titles }) => {
      const { container: vaultId, member: fieldId, form } = reference;
      return titles ? [{ id: name, names: titles, vaultId, fieldId, form }] : [];
    }),
  );
  const found = [...matches].flatMap(([name, { outcome }]) => (outcome === 'fine' ? [name] : []));
  const rows =
    found.length === 0
      ? []
      : await database().connectionField.findMany({ where: { connectionId: plan.id, name: { in: found } } });
  const moved = rows.flatMap((row) => {
    const { outcome, reference, titles } = matches.get(row.name) ?? {};
    if (outcome !== 'fine' || !reference || !titles || row.secretManagerId !== manager.id) return [];
    const locator = parseLocator(reference);
    if (!allowance.allows({ locator, titles })) return [];
    const { secretManagerId, reference: bound, shownReference: shown, shownNames, isVerified } = row;
    const before = { secretManagerId, reference: bound, shownReference: shown, shownNames, isVerified };
    const after = {
      secretManagerId,
      reference,
      shownReference: shownReference(locator, titles),
      shownNames: titles,
      isVerified: true,
    };
    return [{ id: row.id, name: row.name, before, after }];
  });
  const { id: connectionId, key, name, revision } = plan;
  return { connectionId, key, name, revision, fields: moved };
}

/** An item that is there without the field is none: what it holds was changed by somebody. */
async function isRemoved(directory: Directory, { container, unitId }: Locator): Promise<boolean> {
  const items = await directory.items(container);
  if (!items || directory.isUnlistable(container)) return false;
  const found = items.get(unitId);
  return !found || found.isArchived === true;
}

/** Many connections lose the same item at once: they look at one listing, for as long as an absence lasts. */
function sharedDirectory(manager: LoadedManager): Directory {
  const name = `${manager.id} ${manager.credentialRevision}`;
  const nowMs = clock().now();
  const known = directories().get(name);
  const ageMs = nowMs - (known?.sinceMs ?? 0);
  if (known && ageMs >= 0 && ageMs < manager.policy.absentMs) return known.directory;
  const directory = openDirectory(manager, systemCaller);
  directories().set(name, { sinceMs: nowMs, directory });
  return directory;
}

async function write(move: Move, manager: LoadedManager): Promise<void> {
  const caller = systemCaller;
  const done = await transaction(async (tx) => {
    const moved = await moveFields(tx, [move], 'after', { caller, cause: 'connection.followed_name' });
    await recordMoved(tx, moved, { side: 'before', by: caller.label, kind: 'followed_name' });
    await recordMoved(tx, moved, { side: 'after', by: caller.label, kind: 'followed_name' });
    await recordEvents(
      tx,
      moveEvents(moved, { caller, verb: 'connection.followed_name', through: manager.name }),
    );
    return moved;
  });
  for (const { key } of done) publishLocally({ topic: 'connection', id: key });
}
