import { asLatchkeyError } from '@/lib/kernel/errors';
import type { LocalChange } from './invalidation';
import type { SnapshotItem } from './snapshot';

/** Rows kept in memory by id from the first time they are asked for until they are forgotten. */
export interface Loaded<T> {
  /** The row, read once however many ask at the same time. Undefined: there is none. */
  load(id: string): Promise<T | undefined>;
  /** The row if it is in memory. */
  peek(id: string): T | undefined;
  /** To be called after every change; a read that is under way is not kept then. */
  forget(id: string): void;
  /** The same for all; where the change is a doubt, rows are kept aside for reads that find no database. */
  forgetAll(change?: Pick<LocalChange, 'usableUntilMs'>): void;
  /** All rows, with their ids, for a snapshot. */
  take(): (SnapshotItem & { value: readonly [id: string, row: T] })[];
  /** Takes a row of a snapshot, for reads that find no database. */
  put(id: string, row: T, usableUntilMs: number): void;
}

interface Slot<T> {
  flight: Promise<T | undefined>;
  row?: T;
}

/** Makes such a memory over `read`. Neither a failure nor an absence is remembered. */
export function keepLoaded<T>(read: (id: string) => Promise<T | undefined>): Loaded<T> {
  const slots = new Map<string, Slot<T>>();
  const doubtful = new Map<string, { row: T; usableUntilMs: number }>();

  /** What was known, where the database is away. It is asked again by the next who wants it. */
  const instead = (id: string, error: unknown) => {
    const known = doubtful.get(id);
    const isUsable = known !== undefined && performance.now() < known.usableUntilMs;
    if (!isUsable || asLatchkeyError(error).code !== 'database_unavailable') throw error;
    return known.row;
  };

  return {
    load(id) {
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
    },
    peek: (id) => slots.get(id)?.row,
    forget(id) {
      slots.delete(id);
      doubtful.delete(id);
    },
    forgetAll({ usableUntilMs } = {}) {
      if (usableUntilMs === undefined) doubtful.clear();
      else {
        for (const [id, known] of doubtful) if (known.usableUntilMs <= performance.now()) doubtful.delete(id);
        for (const [id, { row }] of slots) if (row !== undefined) doubtful.set(id, { row, usableUntilMs });
      }
      slots.clear();
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
