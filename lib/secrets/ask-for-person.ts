import type { Allowance } from '@/lib/access/grants';
import type { Keeping } from '@/lib/cache/keep';
import { keepApart } from '@/lib/cache/keep-apart';
import { nextGeneration } from '@/lib/cache/table';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { type LoadedManager, sessionOf } from '@/lib/managers/load';
import { clock } from '@/lib/platform/clock';
import { log } from '@/lib/platform/log';
import type { Identification, ProviderAnswer } from '@/lib/providers/contract';
import { placeFound } from '@/lib/providers/references';
import { providerOf } from '@/lib/providers/registry';
import { askNow, failedAsk } from './ask';
import { type CacheLookup, isKept } from './cache-lookup';
import { withCircuitBreaker } from './circuit-breaker';
import { keepingOf, onePerEntry } from './keeping';
import { knownEntries } from './known-entries';
import { learnName } from './learned-names';
import { unanswered } from './single-flight';
import { summarizeAnswers } from './summarize-answers';

/**
 * What a person reads for. `binding`: what a connection binds, or is about to: a value that is found is cached, since workloads
 * will ask for it. `look-up`: anything else; only entries that are there already are renewed.
 */
export type Purpose = 'binding' | 'look-up';

/** A reference to ask for, and what for. */
export interface Asked {
  want: CacheLookup;
  purpose: Purpose;
  /** What may be cached of it: what somebody may not bind is not kept for them. Absent: whatever is found. */
  allowance?: Allowance;
}

/**
 * Reads references from the provider for somebody at the console. That is no traffic of workloads: nothing is counted, no failure
 * stands in a timeline, and no absence is cached. In the order asked. Does not throw for what the provider does.
 */
export async function askForPerson(
  manager: LoadedManager,
  asked: readonly Asked[],
): Promise<ProviderAnswer[]> {
  const wanted = asked.map(({ want }) => want);
  return keepingFound(manager, asked, () => askNow(manager, wanted));
}

/**
 * The same for somebody who does not need the values: listings and items that were seen since `seenSinceMs` are not asked for
 * again, and the value comes along where it had to be read.
 */
export async function identifyForPerson(
  manager: LoadedManager,
  asked: readonly Asked[],
  seenSinceMs: number | undefined,
): Promise<Identification[]> {
  const references = asked.map(({ want }) => want.reference);
  return keepingFound(manager, asked, () =>
    withCircuitBreaker(
      manager.id,
      async () => {
        const generation = await nextGeneration();
        const options = { seenSinceMs, isAsking: true };
        const given = await providerOf(manager.provider).identify(sessionOf(manager), references, options);
        return { generation, answers: given.map((answer) => answer ?? unanswered) };
      },
      { summaryOf: ({ answers }) => summarizeAnswers(answers) },
    ),
  );
}

type Answer = ProviderAnswer | Identification;

async function keepingFound<A extends Answer>(
  manager: LoadedManager,
  asked: readonly Asked[],
  ask: () => Promise<{ generation: bigint; answers: A[] }>,
): Promise<(A | typeof unanswered)[]> {
  try {
    const { generation, answers } = await ask();
    await keepFound(manager, asked, { generation, answers }).catch((error: unknown) => {
      // The answers are good whether or not they could be kept.
      log.error('secrets.not-kept', { managerId: manager.id, inside: asLatchkeyError(error).inside });
    });
    return answers;
  } catch (error) {
    const failed = failedAsk(error);
    return asked.map(() => failed);
  }
}

async function keepFound(
  manager: LoadedManager,
  asked: readonly Asked[],
  { generation, answers }: { generation: bigint; answers: readonly Answer[] },
): Promise<void> {
  const read = { generation, fetchedAtMs: clock().now() };
  const found = asked.flatMap(
    ({ want, purpose, allowance }, index): { keeping: Keeping; purpose: Purpose }[] => {
      const answer = answers[index];
      if (!answer?.ok) return [];
      learnName(manager.id, want, answer.found);
      const { found: names, value } = answer;
      if (!value || !isKept(want)) return [];
      if (allowance && !allowance.allows(placeFound(names))) return [];
      return [{ keeping: keepingOf(manager, want, { ok: true, found: names, value }, read), purpose }];
    },
  );
  const known = await knownEntries(found.map(({ keeping }) => keeping.entry.key));
  const keepings = found
    .filter(({ keeping, purpose }) => purpose === 'binding' || known.has(keeping.entry.key))
    .map(({ keeping }) => keeping);
  await keepApart(manager.id, manager.credentialRevision, generation, onePerEntry(keepings), {
    keptFor: 'person',
  });
}
