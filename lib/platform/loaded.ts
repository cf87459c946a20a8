/** Rows kept in memory by id from the first time they are asked for until they are forgotten. */
export interface Loaded<T> {
  /** The row, read once however many ask at the same time. Undefined: there is none. */
  load(id: string): Promise<T | undefined>;
  /** The row if it is in memory. */
  peek(id: string): T | undefined;
  /** To be called after every change; a read that is under way is not kept then. */
  forget(id: string): void;
  forgetAll(): void;
}

interface Slot<T> {
  flight: Promise<T | undefined>;
  row?: T;
}

/** Makes such a memory over `read`. Neither a failure nor an absence is remembered. */
export function keepLoaded<T>(read: (id: string) => Promise<T | undefined>): Loaded<T> {
  const slots = new Map<string, Slot<T>>();
  return {
    load(id) {
      const known = slots.get(id);
      if (known) return known.flight;
      const slot: Slot<T> = { flight: read(id) };
      slots.set(id, slot);
      const settle = (row?: T) => {
        slot.row = row;
        if (row === undefined && slots.get(id) === slot) slots.delete(id);
      };
      slot.flight.then(settle, () => settle());
      return slot.flight;
    },
    peek: (id) => slots.get(id)?.row,
    forget: (id) => void slots.delete(id),
    forgetAll: () => slots.clear(),
  };
}
