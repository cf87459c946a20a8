import type { Fault } from './faults';
import type { RouteName } from './route';

/** One request of a client. It holds no secret: neither bodies nor tokens. */
export type LoggedRequest = {
  /** Milliseconds since 1970. */
  at: number;
  route: RouteName | 'unknown';
  method: string;
  path: string;
  /** Zero when no status was sent: hanging, or reset before the answer. */
  status: number;
  serviceAccountId?: string;
  email?: string;
  /** How many items a batch asked for. */
  batchSize?: number;
  /** The size of the bodies. */
  bytesIn: number;
  bytesOut: number;
  fault?: Fault['kind'];
};

/** The requests of clients since the start or the last clearing, the newest 100,000 of them. */
export type RequestLog = {
  readonly entries: () => readonly LoggedRequest[];
  readonly add: (entry: LoggedRequest) => void;
  readonly clear: () => void;
  /** How many requests met each route, or rather of one service account. */
  readonly counts: (serviceAccountId?: string) => Partial<Record<LoggedRequest['route'], number>>;
};

const maxEntries = 100_000;

/** An empty log. */
export function newRequestLog(): RequestLog {
  let kept: LoggedRequest[] = [];
  return {
    entries: () => kept,
    add(entry) {
      if (kept.length >= maxEntries) kept = kept.slice(maxEntries / 2);
      kept.push(entry);
    },
    clear() {
      kept = [];
    },
    counts(serviceAccountId) {
      const counts: Partial<Record<LoggedRequest['route'], number>> = {};
      for (const entry of kept) {
        if (serviceAccountId !== undefined && entry.serviceAccountId !== serviceAccountId) continue;
        counts[entry.route] = (counts[entry.route] ?? 0) + 1;
      }
      return counts;
    },
  };
}
