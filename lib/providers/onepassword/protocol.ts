import type { OutwardProxy } from '@/lib/kernel/outward-proxy';
import type {
  BrowseListing,
  BrowsePlace,
  FoundReference,
  IdentifyOptions,
  ProviderAccount,
  WireEvent,
} from '@/lib/providers/contract';
import type { Reference } from '@/lib/providers/op/reference';
import type { Failure } from '@/lib/providers/provider-failure';

/** What the host asks of a worker. */
export type Call = {
  /** By the host's clock. */
  nowMs: number;
} & (
  | { verb: 'check' }
  /** Ahead of calls to come. */
  | { verb: 'sign-in' }
  | { verb: 'browse'; place: BrowsePlace }
  | ({ verb: 'resolve' } & Asked)
  | ({ verb: 'identify' } & Asked & IdentifyOptions)
);

/** What is asked for; the answers are in this order, those of references first. */
export interface Asked {
  references: readonly Reference[];
  variables: readonly AskedVariable[];
}

/** A variable of an Environment; without a name all of them. */
export interface AskedVariable {
  /** The reference that was asked for. */
  text: string;
  environmentId: string;
  name?: string;
  attribute?: 'otp';
}

/** Whose call it is. The token travels as text between the two threads and nowhere else. */
export interface CallSession {
  managerId: string;
  /** The host's small number for the manager, by which a dead worker's last work is known. */
  managerNumber: number;
  revision: number;
  token: string;
  signInOrigin: string;
  /** What its requests go through. Absent: nothing. */
  proxy?: OutwardProxy;
  serviceAccount: string;
}

/** One reference's answer, its value still a text. */
export type CallAnswer = { ok: true; value: string; found: FoundReference } | ({ ok: false } & Failure);

/** The same of a reference that was to be identified; the value where it was read for this answer. */
export type IdentifyAnswer =
  | { ok: true; found: FoundReference; readAtMs: number; value?: string }
  | ({ ok: false } & Failure);

export type CallResult =
  | { verb: 'check'; account: ProviderAccount }
  /** `isMade`: false where there was nothing to do. */
  | { verb: 'sign-in'; isMade: boolean }
  | { verb: 'browse'; listing: BrowseListing }
  | { verb: 'resolve'; answers: CallAnswer[] }
  | { verb: 'identify'; answers: (IdentifyAnswer | undefined)[] };

export type CallOutcome = { ok: true; result: CallResult } | { ok: false; failure: Failure };

/** How long a call may take, in milliseconds. */
export interface CallTimes {
  /** From when its work begins. */
  timeoutMs: number;
  /** How long it may wait before that, behind the sign-ins of other accounts. */
  waitMs: number;
}

export type HostMessage =
  | { kind: 'call'; id: number; session: CallSession; call: Call; times: CallTimes }
  | { kind: 'forget'; managerId: string }
  | { kind: 'ping' };

export type WorkerMessage =
  | { kind: 'ready' }
  /** A call waits for the sign-in of its account, which waits for those of others; or does so no longer. */
  | { kind: 'queue'; id: number; isIn: boolean }
  | { kind: 'answer'; id: number; outcome: CallOutcome }
  | { kind: 'wire'; event: WireEvent }
  | { kind: 'pong' };

/** What a worker is started with. */
export interface WorkerSettings {
  /** Time for one request, in milliseconds. */
  requestTimeoutMs: number;
  /** Largest answer, in bytes. */
  answerLimitBytes: number;
  /** Clients kept at a time. */
  maxClients: number;
  /** One Int32: the number of the manager whose work was begun last. */
  lastWorked: SharedArrayBuffer;
}
