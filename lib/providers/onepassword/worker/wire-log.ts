import type { NetworkCause } from '@/lib/kernel/network-cause';

/** What came of one request: an HTTP status, or why there was none. */
export type WireStatus = number | 'refused' | 'unreachable' | 'timeout' | 'oversize';

/** One request as the guarded fetch saw it. Holds ids, never contents. */
export interface WireRecord {
  /** Route with ids taken out, e.g. `items/batch`. */
  route: string;
  vaultId?: string;
  /** The item asked for by `item`. */
  itemId?: string;
  status: WireStatus;
  /** Why nothing was reached, where that is known. */
  cause?: NetworkCause;
  /** Who signed the certificate that is not trusted, in plain characters. */
  signer?: string;
  /** From Retry-After, in milliseconds. */
  retryAfterMs?: number;
  /** From Date, in milliseconds since the epoch. */
  toldMs?: number;
  durationMs: number;
  sizeBytes: number;
}

/** The latest requests of one client, in the order in which they ended. */
export interface WireLog {
  add(record: WireRecord): void;
  /** A place in the log: `since` gives what ended after it. */
  mark(): number;
  since(mark: number): WireRecord[];
}

const keptRecords = 400;

/** Makes an empty log. It keeps the last 400 requests, more than one operation makes between two looks. */
export function createWireLog(): WireLog {
  const kept: WireRecord[] = [];
  let ended = 0;
  return {
    add(record) {
      kept.push(record);
      ended += 1;
      if (kept.length > keptRecords) kept.shift();
    },
    mark: () => ended,
    since: (mark) => kept.slice(Math.max(0, kept.length - (ended - mark))),
  };
}
