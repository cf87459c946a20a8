/** What the account tells of itself in one of its two streams. */
export type EventRecord = { readonly uuid: string; readonly timestamp: string } & Record<string, unknown>;

/** How events arrive: so much late, each twice, in another order. `random` gives numbers from 0 to 1, seeded by a test. */
export type Arrival = { lateMs?: number; isTwice?: boolean; random?: () => number };

/** A page of a stream. `next` is the place behind it. */
export type EventPage = { items: EventRecord[]; next: number; hasMore: boolean };

/** The events of one stream in the order in which they arrived, which need not be that of their times. */
export type EventLog = {
  readonly add: (records: readonly EventRecord[]) => void;
  readonly setArrival: (arrival: Arrival) => void;
  /** The events that arrived from a place on. */
  readonly page: (from: number, limit: number, window?: { startMs?: number; endMs?: number }) => EventPage;
};

/** An empty stream; `now` is in milliseconds since 1970. */
export function newEventLog(now: () => number): EventLog {
  const arrived: EventRecord[] = [];
  let waiting: { record: EventRecord; atMs: number }[] = [];
  let arrival: Arrival = {};

  const settle = () => {
    const due = waiting.filter(({ atMs }) => atMs <= now());
    if (due.length === 0) return;
    waiting = waiting.filter(({ atMs }) => atMs > now());
    const { random } = arrival;
    const placed = due.map((each, at) => ({ ...each, place: random ? random() : at }));
    for (const { record } of placed.sort((a, b) => a.place - b.place)) arrived.push(record);
  };

  return {
    add(records) {
      const atMs = now() + (arrival.lateMs ?? 0);
      for (const record of records) {
        waiting.push({ record, atMs });
        if (arrival.isTwice) waiting.push({ record, atMs });
      }
    },
    setArrival(next) {
      arrival = next;
    },
    page(from, limit, { startMs = Number.NEGATIVE_INFINITY, endMs = Number.POSITIVE_INFINITY } = {}) {
      settle();
      const items: EventRecord[] = [];
      let at = from;
      for (; at < arrived.length && items.length < limit; at += 1) {
        const record = arrived[at];
        const timeMs = Date.parse(record?.timestamp ?? '');
        if (record && timeMs >= startMs && timeMs < endMs) items.push(record);
      }
      return { items, next: at, hasMore: at < arrived.length };
    },
  };
}
