import { getCached } from '@/lib/cache/memory';
import type { Caller } from '@/lib/kernel/caller';
import { isLatchkeyError } from '@/lib/kernel/errors';
import type { LoadedManager } from '@/lib/managers/load';
import { database } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import { countTurns, type Limit, takeTurns, turnsLeft } from '@/lib/platform/limit';
import { once } from '@/lib/platform/singleton';
import { budgetOf, callerUpstream, overCallerBudget, takeRequests } from '@/lib/quota/caller-requests';
import type { CacheLookup } from './cache-lookup';
import { type Claim, findClaim, openClaim, type Verdict } from './caller-claims';
import { isLoading } from './single-flight';
import { wasToldAbsent } from './told-absences';

/** What the caller's budget does not cover now, and when to come back for it. */
export interface BeyondBudget {
  refused: ReadonlySet<CacheLookup>;
  retryAfterMs: number;
}

/** Returns how many of them turned out absent. Begins its flights at once. */
type Ask = (wanted: readonly CacheLookup[]) => Promise<number>;

/**
 * Asks for references that a caller chose freely, as far as the caller's budget goes. References asked of the provider
 * count by the minute, references that turn out absent by the hour. What a connection binds is no guess, and neither is
 * what was found before; whatever is being read by somebody costs nothing.
 */
export async function askWithinBudget(
  caller: Caller,
  manager: LoadedManager,
  wanted: readonly CacheLookup[],
  ask: Ask,
): Promise<BeyondBudget> {
  const owner = budgetOf(caller);
  const own = new Map<CacheLookup, Claim>();
  const joined: Promise<unknown>[] = [];
  const refused = new Set<CacheLookup>();
  let waitMs = 0;
  const refuse = (want: CacheLookup, retryAfterMs: number) => {
    refused.add(want);
    waitMs = Math.max(waitMs, retryAfterMs);
  };
  for (const want of wanted) {
    const name = `${owner} ${want.key}`;
    const claim = findClaim(name);
    if (isLoading(want.key)) joined.push(ask([want]));
    else if (claim) joined.push(join(claim, want));
    else own.set(want, openClaim(name));
  }
  try {
    await spend(owner, manager, own, { ask, refuse });
  } finally {
    // None is open any more, unless something broke: then nobody waits for it.
    for (const claim of own.values()) claim.settle(admitted);
  }
  await Promise.all(joined);
  return { refused, retryAfterMs: waitMs };

  async function join({ verdict }: Claim, want: CacheLookup): Promise<void> {
    const { isAdmitted, retryAfterMs } = await verdict;
    if (isAdmitted) await ask([want]);
    else refuse(want, retryAfterMs);
  }
}

/**
 * Asks for one place that a caller named, such as the items of a vault, within the same budget: it counts as asked, and as
 * absent when the provider knows no such place. Throws `over_budget`, and what `ask` throws.
 */
export async function askForPlace<T>(caller: Caller, ask: () => Promise<T>): Promise<T> {
  if (caller.kind === 'system') return ask();
  const owner = budgetOf(caller);
  await takeRequests(caller);
  const { count, retryAfterMs } = await openGuesses(owner, 1);
  if (count === 0) throw overCallerBudget(retryAfterMs);
  try {
    return await ask();
  } catch (error) {
    if (isLatchkeyError(error) && error.code.startsWith('secret_')) await countTurns(absences(), owner, 1);
    throw error;
  } finally {
    closeGuesses(owner, 1);
  }
}

const admitted: Verdict = { isAdmitted: true, retryAfterMs: 0 };

interface Outcomes {
  ask: Ask;
  refuse(want: CacheLookup, retryAfterMs: number): void;
}

async function spend(
  owner: string,
  manager: LoadedManager,
  own: ReadonlyMap<CacheLookup, Claim>,
  { ask, refuse }: Outcomes,
): Promise<void> {
  if (own.size === 0) return;
  const settling: Outcomes = {
    ask(wanted) {
      const asking = ask(wanted);
      for (const want of wanted) own.get(want)?.settle(admitted);
      return asking;
    },
    refuse(want, retryAfterMs) {
      refuse(want, retryAfterMs);
      own.get(want)?.settle({ isAdmitted: false, retryAfterMs });
    },
  };
  const wanted = [...own.keys()];
  const { granted, retryAfterMs } = await takeTurns(callerUpstream(), owner, wanted.length);
  for (const want of wanted.slice(granted)) settling.refuse(want, retryAfterMs);
  const covered = wanted.slice(0, granted);
  const guesses = await guessesAmong(manager, covered);
  await Promise.all([
    settling.ask(covered.filter((want) => !guesses.has(want))),
    guess(owner, [...guesses], settling),
  ]);
}

const hourMs = 60 * 60_000;

const absences = (): Limit => ({
  name: 'caller-absences',
  turns: env().callerAbsencesPerHour,
  windowMs: hourMs,
  counted: 'processes',
});

/** What nothing is known of: neither a value was ever found, nor does a connection bind it. */
async function guessesAmong(
  manager: LoadedManager,
  wanted: readonly CacheLookup[],
): Promise<Set<CacheLookup>> {
  const unknown = wanted.filter(({ key }) => getCached(key) === undefined && !wasToldAbsent(key));
  if (unknown.length === 0) return new Set();
  const rows = await database().connectionField.findMany({
    where: { secretManagerId: manager.id, reference: { in: unknown.map(({ text }) => text) } },
    select: { reference: true },
  });
  const bound = new Set(rows.map(({ reference }) => reference));
  return new Set(unknown.filter(({ text }) => !bound.has(text)));
}

/** Guesses of a caller whose answers are on their way: each may turn out absent. */
interface Guessing {
  open: number;
  waiting: (() => void)[];
}

interface AllGuessing {
  byOwner: Map<string, Guessing>;
  /** How often guesses were closed: what was read of a budget before is out of date. */
  closings: number;
}

const guessing = () => once<AllGuessing>('callers-guessing', () => ({ byOwner: new Map(), closings: 0 }));

/** Asks for as many at a time as the budget would cover if all were absent. What is found makes room for the next. */
async function guess(
  owner: string,
  wanted: readonly CacheLookup[],
  { ask, refuse }: Outcomes,
): Promise<void> {
  let waiting = wanted;
  while (waiting.length > 0) {
    const { count, retryAfterMs } = await openGuesses(owner, waiting.length);
    if (count === 0) {
      for (const want of waiting) refuse(want, retryAfterMs);
      return;
    }
    const asked = waiting.slice(0, count);
    waiting = waiting.slice(count);
    try {
      await countTurns(absences(), owner, await ask(asked));
    } finally {
      closeGuesses(owner, count);
    }
  }
}

async function openGuesses(owner: string, most: number): Promise<{ count: number; retryAfterMs: number }> {
  for (;;) {
    const { byOwner, closings } = guessing();
    const { left, retryAfterMs } = await turnsLeft(absences(), owner);
    if (guessing().closings !== closings) continue;
    const mine = byOwner.get(owner) ?? { open: 0, waiting: [] };
    const count = Math.min(most, left - mine.open);
    if (count > 0) {
      mine.open += count;
      byOwner.set(owner, mine);
      return { count, retryAfterMs: 0 };
    }
    if (mine.open === 0) return { count: 0, retryAfterMs };
    await new Promise<void>((resume) => mine.waiting.push(resume));
  }
}

function closeGuesses(owner: string, count: number): void {
  const all = guessing();
  all.closings += 1;
  const mine = all.byOwner.get(owner);
  if (!mine) return;
  mine.open -= count;
  for (const resume of mine.waiting.splice(0)) resume();
  if (mine.open === 0) all.byOwner.delete(owner);
}
