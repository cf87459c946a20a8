import type { Arrival } from './event-log';
import type { Stream } from './records';
import type { Feature } from './tokens';

/** One request of a client, without its token and body. */
export type EventsRequest = { at: number; route: Stream | 'introspect' | 'unknown'; status: number };

/** Answers a status, or nothing at all, in place of the right answer: to all requests or so many. */
export type EventsFault =
  | { kind: 'status'; status: number; times?: number }
  | { kind: 'hang'; times?: number }
  | { kind: 'reset'; times?: number };

/** A running Events API over the account of a sandbox. */
export type EventsSandbox = {
  /** The origin. */
  readonly address: string;
  readonly mintToken: (input?: { features?: readonly Feature[] }) => { token: string; id: string };
  readonly revokeToken: (id: string) => void;
  readonly restoreToken: (id: string) => void;
  /** How events arrive from now on. */
  readonly setArrival: (arrival: Arrival) => void;
  /** Tells, or keeps to itself, what happens in the account from now on. */
  readonly setTelling: (isTelling: boolean) => void;
  /** Tells that an item was used, such as by `fill` or `server-fetch`. */
  readonly tellUse: (use: { vault: string; item: string; action: string }) => void;
  readonly injectFault: (fault: EventsFault) => void;
  readonly clearFaults: () => void;
  /** What clients asked, oldest first. */
  readonly requests: () => readonly EventsRequest[];
  readonly clearLog: () => void;
  /** Ends at once, with every connection. */
  readonly close: () => Promise<void>;
};
