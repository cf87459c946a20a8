import { setTimeout as sleep } from 'node:timers/promises';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { databaseKind } from './database';
import type { LocalChange } from './invalidation';
import type { SnapshotItem } from './snapshot';

/** Rows kept in memory by id from the first time they are asked for until they are forgotten. */
export interface Loaded<T> {
  /** The row, read once however many ask at the same time. Undefined: there is none. */
  load(id: string): Promise<T | undefined>;
  /** The row if it is in memory. */
  peek(id: string): T | undefined;
  /** To be called after every change; a read that is under way is not kept then. What was known is read again soon. */
  forget(id: string): void;
  /** The same for all that `isMeant` is true of. */
  forgetThose(isMeant: (row: T) => boolean): void;
  /** The same for all; where the change is a doubt, rows are kept aside for reads that find no database. */
  forgetAll(change?: Pick<LocalChange, 'usableUntilMs'>): void;
  /** Reads what is not known, one row after the other, so that reads know it where the database goes away. Never fails. */
  bringIn(ids: Iterable<string>): Promise<void>;
  /** All rows, with their ids, for a snapshot. */
  take(): (SnapshotItem & { value: readonly [id: string, row: T] })[];
  /** Takes a row of a snapshot, for reads that find no database. */
  put(id: string, row: T, usableUntilMs: number): void;
}

interface Slot<T> {
  flight: Promise<T | undefined>;
  row?: T;
}

// So that who waits for an answer hardly notices: some 100 rows a second at most.
const pauseMs = 10;
// What is in doubt is known where the database is away, so it can wait; doubts may come every two seconds.
const standardAfterDoubtMs = 60_000;

/**
 * Makes such a memory over `read`. Neither a failure nor an absence is remembered. `staysKnown` tells whether what is forgotten is
 * read again: a change shortly before an outage must leave as much known as there was. What is in doubt is read again after
 * `afterDoubtMs`.
 */
export function keepLoaded<T>(
  read: (id: string) => Promise<T | undefined>,
  {
    staysKnown = isOnServer,
    afterDoubtMs = standardAfterDoubtMs,
  }: { staysKnown?: () => boolean; afterDoubtMs?: number } = {},
): Loaded<T> {
  const slots = new Map<string, Slot<T>>();
  const doubtful = new Map<string, { row: T; usableUntilMs: number }>();
  const toBringIn = new Set<string>();
  let bringingIn: Promise<void> | undefined;
  let isDoubtDue = false;

  /** What was known, where the database is away. It is asked again by the next who wants it. */
  const instead = (id: string, error: unknown) => {
    const known = doubtful.get(id);
    const isUsable = known !== undefined && performance.now() < known.usableUntilMs;
    if (!isUsable || asLatchkeyError(error).code !== 'database_unavailable') throw error;
    return known.row;
  };

  const load = (id: string): Promise<T | undefined> => {
    const present = slots.get(id);
    if (present) return present.flight;
    const reading = read(id);
    const slot: Slot<T> = { flight: reading.catch((error) => instead(id, error)) };
    slots.set(id, slot);
    const settle = (row?: T) => {
      slot.row = row;
      if (row === undefined && slots.get(id) === slot) slots.delete(id);
    };
    reading.then(
      (row) => {
        doubtful.delete(id);
        settle(row);
      },
      () => settle(),
    );
    return slot.flight;
  };

  const bringInAll = async () => {
    for (const id of toBringIn) {
      // First, so that this never ends within the call that begins it.
      await sleep(pauseMs, undefined, { ref: false });
      // Before it is read: one that is forgotten again meanwhile is read again.
      toBringIn.delete(id);
      if (slots.has(id) || (await isAnswered(id))) continue;
      // This and the rest is brought in when there is a reason again, as there is once the database is back.
      toBringIn.add(id);
      break;
    }
    bringingIn = undefined;
  };
  const isAnswered = (id: string) =>
    load(id).then(
      () => true,
      (error) => asLatchkeyError(error).code !== 'database_unavailable',
    );
  const bringIn = async (ids: Iterable<string>) => {
    for (const id of ids) toBringIn.add(id);
    if (toBringIn.size > 0) bringingIn ??= bringInAll();
    await bringingIn;
  };
  const bringInDoubtful = () => {
    if (isDoubtDue) return;
    isDoubtDue = true;
    setTimeout(() => {
      isDoubtDue = false;
      void bringIn([...doubtful.keys()]);
    }, afterDoubtMs).unref();
  };

  const forgetIds = (ids: readonly string[]) => {
    const known = ids.filter((id) => slots.has(id) || doubtful.has(id));
    for (const id of ids) {
      slots.delete(id);
      doubtful.delete(id);
    }
    if (staysKnown()) void bringIn(known);
  };

  return {
    load,
    bringIn,
    peek: (id) => slots.get(id)?.row,
    forget: (id) => forgetIds([id]),
    forgetThose(isMeant) {
      const ids = new Set<string>();
      // What is being read may be of those.
      for (const [id, { row }] of slots) if (row === undefined || isMeant(row)) ids.add(id);
      for (const [id, { row }] of doubtful) if (isMeant(row)) ids.add(id);
      forgetIds([...ids]);
    },
    forgetAll({ usableUntilMs } = {}) {
      if (usableUntilMs === undefined) return forgetIds([...new Set([...slots.keys(), ...doubtful.keys()])]);
      for (const [id, known] of doubtful) if (known.usableUntilMs <= performance.now()) doubtful.delete(id);
      for (const [id, { row }] of slots) if (row !== undefined) doubtful.set(id, { row, usableUntilMs });
      slots.clear();
      if (staysKnown()) bringInDoubtful();
    },
    take() {
      const nowMs = performance.now();
      const inDoubt = [...doubtful].filter(([id]) => slots.get(id)?.row === undefined);
      return [
        ...[...slots].flatMap(([id, { row }]) => (row === undefined ? [] : [{ value: [id, row] as const }])),
        ...inDoubt.map(([id, { row, usableUntilMs }]) => ({
          value: [id, row] as const,
          usableForMs: usableUntilMs - nowMs,
        })),
      ];
    },
    put: (id, row, usableUntilMs) => void doubtful.set(id, { row, usableUntilMs }),
  };
}

/** An embedded database is never away. */
function isOnServer(): boolean {
  try {
    return databaseKind() === 'server';
  } catch {
    return false;
  }
}
