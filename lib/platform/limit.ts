import { LRUCache } from 'lru-cache';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { database, databaseKind } from './database';
import { once } from './singleton';

/**
 * So many turns within a time, counted by key. Where they are counted:
 * - `process`: in memory, for this process alone.
 * - `processes`: among all processes on one database server; in memory where there is one process.
 * - `kept`: in the table on either database, so that a restart changes nothing.
 */
export interface Limit {
  /** Part of the stored key: unique among limits. */
  name: string;
  turns: number;
  windowMs: number;
  counted: 'process' | 'processes' | 'kept';
  /** Who goes past the limit waits, twice as long each time. Without it: until the window ends. */
  pauses?: { firstMs: number; longestMs: number; forgottenAfterMs: number };
}

/** How many of the turns that were asked for may be taken, and when to come back for the others (0: all were granted). */
export interface Taken {
  granted: number;
  retryAfterMs: number;
}

const table = 'limit_count';
// Far above any limit: turns that are given back do not end a pause, and it begins once.
const pausedTurns = 1_000_000_000;

// Who goes on asking during a pause costs the database nothing.
const pausedUntil = () => once('limit-pauses', () => new LRUCache<string, number>({ max: 10_000 }));

/**
 * Takes turns, in one atomic step: what many ask for at the same moment is counted one after the other. To be called
 * before the work that it limits, outside of a transaction.
 */
export async function takeTurns(limit: Limit, key: string, asked = 1): Promise<Taken> {
  const knownPauseMs = (pausedUntil().get(`${limit.name} ${key}`) ?? 0) - Date.now();
  if (knownPauseMs > 0) return { granted: 0, retryAfterMs: knownPauseMs };
  const limiter = limiterOf(limit);
  try {
    await limiter.consume(key, asked);
    return { granted: asked, retryAfterMs: 0 };
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const takenBefore = refused.consumedPoints - asked;
    const granted = Math.max(0, Math.min(asked, limit.turns - takenBefore));
    if (limit.pauses) {
      const isFirstPast = takenBefore <= limit.turns;
      // Counted past the limit before whoever is the first has begun the pause: its length is known to them alone.
      if (!isFirstPast && refused.consumedPoints < pausedTurns) {
        const begunMs = (pausedUntil().get(`${limit.name} ${key}`) ?? 0) - Date.now();
        return { granted, retryAfterMs: begunMs > 0 ? begunMs : limit.pauses.firstMs };
      }
      const retryAfterMs = isFirstPast ? await beginPause(limit, limit.pauses, key) : refused.msBeforeNext;
      pausedUntil().set(`${limit.name} ${key}`, Date.now() + retryAfterMs);
      return { granted, retryAfterMs };
    }
    await limiter.reward(key, asked - granted);
    return { granted, retryAfterMs: refused.msBeforeNext };
  }
}

/** Gives turns back that came to nothing, or that the limit does not mean. */
export async function giveTurnsBack(limit: Limit, key: string, turns = 1): Promise<void> {
  if (turns > 0) await limiterOf(limit).reward(key, turns);
}

/** Counts turns that were taken already, past the limit too. */
export async function countTurns(limit: Limit, key: string, turns: number): Promise<void> {
  if (turns > 0) await limiterOf(limit).penalty(key, turns);
}

/** How many turns are left now, and when the window ends. */
export async function turnsLeft(limit: Limit, key: string): Promise<{ left: number; retryAfterMs: number }> {
  const found = await limiterOf(limit).get(key);
  const { consumedPoints = 0, msBeforeNext = limit.windowMs } = found && found.msBeforeNext > 0 ? found : {};
  return { left: Math.max(0, limit.turns - consumedPoints), retryAfterMs: msBeforeNext };
}

/** Forgets what was counted of a key, its pauses too. */
export async function forgetTurns(limit: Limit, key: string): Promise<void> {
  pausedUntil().delete(`${limit.name} ${key}`);
  await limiterOf(limit).delete(key);
  if (limit.pauses) await limiterOf(pausesOf(limit, limit.pauses)).delete(key);
}

/** Drops counts whose time is over. */
export async function trimTurns(): Promise<void> {
  await database().limitCount.deleteMany({ where: { expire: { lt: BigInt(Date.now()) } } });
}

async function beginPause(limit: Limit, pauses: NonNullable<Limit['pauses']>, key: string): Promise<number> {
  const { consumedPoints: before } = await limiterOf(pausesOf(limit, pauses)).penalty(key, 1);
  const pauseMs = Math.min(pauses.firstMs * 2 ** Math.min(30, before - 1), pauses.longestMs);
  await limiterOf(limit).set(key, pausedTurns, pauseMs / 1000);
  return pauseMs;
}

function pausesOf(limit: Limit, { forgottenAfterMs }: NonNullable<Limit['pauses']>): Limit {
  return {
    name: `${limit.name}-pauses`,
    turns: pausedTurns,
    windowMs: forgottenAfterMs,
    counted: limit.counted,
  };
}

function limiterOf(limit: Limit): RateLimiterMemory | RateLimiterPostgres {
  return once(`limit: ${limit.name}`, () => makeLimiter(limit));
}

function makeLimiter({ name, turns, windowMs, counted }: Limit): RateLimiterMemory | RateLimiterPostgres {
  const options = { keyPrefix: name, points: turns, duration: windowMs / 1000 };
  const inMemory = new RateLimiterMemory(options);
  if (counted === 'process' || (counted === 'processes' && databaseKind() === 'embedded')) return inMemory;
  return new RateLimiterPostgres({
    ...options,
    storeClient: { query: queryTable },
    storeType: 'client',
    tableName: table,
    tableCreated: true,
    clearExpiredByTimeout: false,
    // Reads go on while the database is away, and so does their limit.
    insuranceLimiter: counted === 'processes' ? inMemory : undefined,
  });
}

interface CountRow {
  points?: number;
  expire?: bigint | null;
}

/** The library's statements, through the one door to the database. It counts with numbers. */
async function queryTable({ text, values }: { text: string; values: unknown[] }) {
  const rows = await database().$queryRawUnsafe<CountRow[]>(text, ...values);
  return {
    rows: rows.map(({ points, expire }) => ({ points, expire: expire == null ? null : Number(expire) })),
    rowCount: rows.length,
  };
}
