import { asLatchkeyError } from '@/lib/kernel/errors';
import type { LimitWindow } from '@/lib/kernel/limit-window';
import { clock } from '@/lib/platform/clock';
import { database, isDatabaseAway } from '@/lib/platform/database';
import { ifAttached } from '@/lib/platform/if-attached';
import { log } from '@/lib/platform/log';
import type { UpstreamUse } from '@/lib/platform/prisma-client/client';
import { once } from '@/lib/platform/singleton';
import type { SnapshotPart } from '@/lib/platform/snapshot';
import type { Spent } from './budget';

/** Whose quota a request spends, by marks: the token's hour and the account's day. */
export interface QuotaSubject {
  tokenMark: string;
  accountMark: string;
}

interface Pending {
  spender: QuotaSubject;
  hourMs: number;
  requests: number;
}

interface Ledger {
  spenders: Map<string, QuotaSubject>;
  pending: Map<string, Pending>;
  /** Requests of managers whose spender is not known yet: a credential that is being tried. */
  unclaimed: Map<string, number>;
  isWriting: boolean;
  /** What the table said last, by spender: for while it is away. */
  known: Map<string, readonly Use[]>;
}

type Use = Pick<UpstreamUse, 'tokenMark' | 'accountMark' | 'hour' | 'requests'>;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const ledger = () =>
  once<Ledger>('upstream-ledger', () => ({
    spenders: new Map(),
    pending: new Map(),
    unclaimed: new Map(),
    isWriting: false,
    known: new Map(),
  }));

/** Says whose quota a secret manager spends, and books what it spent before this was known. */
export function registerQuotaSubject(managerId: string, spender: QuotaSubject): void {
  const { spenders, unclaimed } = ledger();
  spenders.set(managerId, spender);
  const requests = unclaimed.get(managerId);
  unclaimed.delete(managerId);
  if (requests) countRequests(managerId, requests);
}

/** Forgets a made-up id that a credential was tried under. */
export function forgetSpender(managerId: string): void {
  const { spenders, unclaimed } = ledger();
  spenders.delete(managerId);
  unclaimed.delete(managerId);
}

/** Counts requests that went out for a manager. In memory until `flushLedger`. */
export function countRequests(managerId: string, requests: number): void {
  const { spenders, pending, unclaimed } = ledger();
  const spender = spenders.get(managerId);
  if (!spender) {
    unclaimed.set(managerId, (unclaimed.get(managerId) ?? 0) + requests);
    return;
  }
  const at = Math.floor(clock().now() / hourMs) * hourMs;
  const key = `${spender.tokenMark}:${spender.accountMark}:${at}`;
  const entry = pending.get(key) ?? { spender, hourMs: at, requests: 0 };
  entry.requests += requests;
  pending.set(key, entry);
}

/** Writes what was counted, all of it or nothing: what could not be written is given back and goes with the next. */
export async function flushLedger(): Promise<void> {
  const { pending } = ledger();
  if (pending.size === 0) return;
  const batch = [...pending.entries()];
  pending.clear();
  try {
    await writeUses(batch.map(([, entry]) => entry));
  } catch (error) {
    for (const [key, entry] of batch) {
      const newer = pending.get(key);
      pending.set(key, newer ? { ...newer, requests: newer.requests + entry.requests } : entry);
    }
    throw error;
  }
}

/** One statement, so that no row is written when another fails. Rows in one order: processes cannot lock each other out. */
async function writeUses(uses: readonly Pending[]): Promise<void> {
  const column = {
    tokens: uses.map(({ spender }) => spender.tokenMark),
    accounts: uses.map(({ spender }) => spender.accountMark),
    hours: uses.map((use) => new Date(use.hourMs).toISOString()),
    requests: uses.map(({ requests }) => requests),
  };
  await database().$executeRaw`
    INSERT INTO upstream_use AS used (token_mark, account_mark, hour, requests)
    SELECT token_mark, account_mark, hour::timestamptz AT TIME ZONE 'UTC', requests
    FROM unnest(${column.tokens}::text[], ${column.accounts}::text[], ${column.hours}::text[], ${column.requests}::int[])
         AS counted (token_mark, account_mark, hour, requests)
    ORDER BY token_mark, account_mark, hour
    ON CONFLICT (token_mark, account_mark, hour) DO UPDATE SET requests = used.requests + EXCLUDED.requests`;
}

/**
 * Writes what was counted without being waited for, so that a crash amid a long operation loses only requests that are
 * in flight. What cannot be written is tried again with the next.
 */
export function writeLedgerBehind(): void {
  const state = ledger();
  if (state.isWriting) return;
  state.isWriting = true;
  flushLedger()
    .catch((error: unknown) => log.warn('ledger.not-written', { inside: asLatchkeyError(error).inside }))
    .finally(() => {
      state.isWriting = false;
    });
}

/** What the table said last of each spender, and what it does not know yet, for a start while it is away. */
export const spentSnapshot: SnapshotPart = {
  name: 'upstream-use',
  take() {
    const { known, pending } = ledger();
    // Where the table answers, what is pending is written in a moment, and would be booked twice.
    const unwritten = isDatabaseAway() ? [...pending] : [];
    return [{ value: { known: [...known], unwritten } }];
  },
  put(value) {
    const { known, unwritten } = asTaken(value);
    for (const [mark, uses] of known) if (!ledger().known.has(mark)) ledger().known.set(mark, uses);
    for (const [key, use] of unwritten) if (!ledger().pending.has(key)) ledger().pending.set(key, use);
  },
};

/** Guarantee: what `take` gave. */
function asTaken(value: unknown): { known: [string, readonly Use[]][]; unwritten: [string, Pending][] } {
  return value as { known: [string, readonly Use[]][]; unwritten: [string, Pending][] };
}

/**
 * What counts against each of the limits of a spender, all processes together, and the pace of its last hour. While the database is
 * away: what it said last, and what this process spent since.
 */
export async function spentBy(spender: QuotaSubject, limits: readonly LimitWindow[]): Promise<Spent> {
  const { known, pending } = ledger();
  const mark = `${spender.tokenMark}:${spender.accountMark}`;
  const nowMs = clock().now();
  const thisHourMs = Math.floor(nowMs / hourMs) * hourMs;
  const rows = await ifAttached(
    async () => {
      await flushLedger();
      const found = await usesOf(
        spender,
        nowMs - Math.max(2 * hourMs, ...limits.map(({ windowMs }) => windowMs)),
      );
      known.set(mark, found);
      return found;
    },
    () => [
      ...(known.get(mark) ?? []),
      ...[...pending.values()].map((use) => ({ ...use.spender, hour: new Date(use.hourMs), ...use })),
    ],
  );
  const since = (fromMs: number, per: LimitWindow['per']) =>
    rows
      .filter((row) => row.hour.getTime() >= fromMs)
      .filter((row) =>
        per === 'credential' ? row.tokenMark === spender.tokenMark : row.accountMark === spender.accountMark,
      )
      .reduce((sum, row) => sum + row.requests, 0);
  const thisHour = since(thisHourMs, 'credential');
  const before = since(thisHourMs - hourMs, 'credential') - thisHour;
  return {
    windows: limits.map((window) => {
      const { per, windowMs, counts } = window;
      // Rows are of whole hours: of a sliding window the oldest counts only when all of it is inside.
      const fromMs = counts === 'by_clock' ? Math.floor(nowMs / windowMs) * windowMs : nowMs - windowMs + 1;
      return { window, used: since(fromMs, per) };
    }),
    // The part of the hour before that the last 60 minutes still cover.
    lastHour: Math.round(thisHour + before * (1 - (nowMs - thisHourMs) / hourMs)),
  };
}

function usesOf({ accountMark, tokenMark }: QuotaSubject, sinceMs: number): Promise<Use[]> {
  return database().upstreamUse.findMany({
    where: { OR: [{ accountMark }, { tokenMark }], hour: { gt: new Date(sinceMs) } },
  });
}

/** Drops hours that no limit looks at any more. Returns how many rows went. */
export async function trimLedger(): Promise<number> {
  const { count } = await database().upstreamUse.deleteMany({
    where: { hour: { lt: new Date(clock().now() - 35 * dayMs) } },
  });
  return count;
}
