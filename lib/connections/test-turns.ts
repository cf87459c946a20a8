import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { type Limit, takeTurns } from '@/lib/platform/limit';
import { once } from '@/lib/platform/singleton';

const aMinute: Limit = { name: 'connection-tests', turns: 20, windowMs: 60_000, counted: 'processes' };
const mostAtOnce = 2;

const running = () => once('connection-tests-running', () => new Map<string, number>());

/**
 * At most two tests at once and twenty a minute for one caller, so that a test is no way to look hosts through.
 * Returns what ends the turn. Throws `over_budget` with a time to wait.
 */
export async function takeTestTurn({ kind, id }: Caller): Promise<() => void> {
  const key = `${kind} ${id}`;
  const atOnce = running().get(key) ?? 0;
  if (atOnce >= mostAtOnce) throw tooMany(1_000);
  running().set(key, atOnce + 1);
  const { granted, retryAfterMs } = await takeTurns(aMinute, key);
  if (granted > 0) return () => leave(key);
  leave(key);
  throw tooMany(retryAfterMs);
}

function leave(key: string): void {
  const left = (running().get(key) ?? 1) - 1;
  if (left > 0) running().set(key, left);
  else running().delete(key);
}

function tooMany(retryAfterMs: number): LatchkeyError {
  return new LatchkeyError('over_budget', { says: messageFor('tooManyTests'), retryAfterMs });
}
