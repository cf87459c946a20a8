import type { Allowance } from '@/lib/access/grants';
import type { Entry } from '@/lib/cache/entry';
import { freshnessOf } from '@/lib/cache/freshness';
import { clearedAt } from '@/lib/cache/memory';
import type { Caller } from '@/lib/kernel/caller';
import { roleMay } from '@/lib/kernel/permissions';
import { type LoadedManager, sessionOf } from '@/lib/managers/load';
import { policyInForce } from '@/lib/managers/trust';
import { clock } from '@/lib/platform/clock';
import type { Identification } from '@/lib/providers/contract';
import { parseLocator, placeFound } from '@/lib/providers/references';
import { providerOf } from '@/lib/providers/registry';
import { type Asked, askForPerson, type Purpose } from './ask-for-person';
import { askMissing } from './ask-missing';
import { type CacheLookup, isKept, lookupOf } from './cache-lookup';
import { doubtedOf } from './found-again';
import { identifyTogether } from './identify-together';
import { knownEntries } from './known-entries';
import {
  failure,
  fromIdentification,
  fromJudged,
  type Identified,
  identifiedOf,
  isAbsence,
  type Reading,
  readingOf,
} from './reading';
import type { Source } from './schema';
import { isRecentAbsence, justToldAbsence, noteToldAbsence } from './told-absences';

/** Whose budget a person's read counts against, and what it is for. */
interface PersonReader {
  spends: Caller;
  purpose: Purpose;
}

/**
 * Reads for somebody at the console: from the cache what is usable there, the rest from the provider. It leaves no trace in
 * what is told of workloads: no use of an entry, no hit or miss, no failed read, no absence. What was just repaired there
 * is found. In the order asked; does not throw for what a provider does.
 */
export async function readForPerson(
  manager: LoadedManager,
  wanted: readonly CacheLookup[],
  { spends, purpose }: PersonReader,
): Promise<Reading[]> {
  const doubted = await doubtedAmong(manager, wanted);
  return readMissing(manager, wanted, await cachedFor(manager, wanted, doubted), {
    spends,
    ask: (asked) => readNow(manager, asked, { purpose }),
  });
}

/**
 * The same for who does not need the values. What was seen of the provider within the fresh time of the manager's policy, and
 * since the last clear, is not asked for again by those who may list it anyway, as far as `allowance` lets it through: what it does
 * not is looked up like any other, so that it cannot be told by its cost.
 */
export async function identifySecrets(
  manager: LoadedManager,
  wanted: readonly CacheLookup[],
  { spends, purpose, allowance }: PersonReader & { allowance: Allowance },
): Promise<Identified[]> {
  const doubted = await doubtedAmong(manager, wanted);
  const readings: (Identified | undefined)[] = await cachedFor(manager, wanted, doubted);
  const mayList = roleMay(spends.role, 'secret-manager:browse');
  const absent = mayList ? await fillFromSeen(manager, wanted, readings, { allowance, doubted }) : doubted;
  return readMissing(manager, wanted, readings, {
    spends,
    ask: async (asked) => {
      const isAll = asked.every(({ reference }) => allowance.isAny(reference.scheme));
      const sinceMs = mayList && isAll ? seenSinceMs(manager) : undefined;
      const identified = asked.filter((want) => !absent.has(want));
      const [read, answers] = await Promise.all([
        readNow(
          manager,
          asked.filter((want) => absent.has(want)),
          { purpose, allowance },
        ),
        identifyTogether(
          manager,
          identified.map((want) => ({ want, purpose, allowance })),
          sinceMs,
        ),
      ]);
      return asked.map((want) => {
        if (absent.has(want)) return read.shift() ?? failure('internal');
        const answer = answers.shift();
        return answer ? identifiedOf(manager, want, answer) : failure('internal');
      });
    },
  });
}

async function readMissing<R extends Identified>(
  manager: LoadedManager,
  wanted: readonly CacheLookup[],
  readings: readonly (R | undefined)[],
  { spends, ask }: { spends: Caller; ask(asked: readonly CacheLookup[]): Promise<(R | Reading)[]> },
): Promise<(R | Reading)[]> {
  const missing = wanted.filter((_, index) => !readings[index]);
  if (missing.length === 0) return readings.map((reading) => reading ?? failure('internal'));
  const asking = async (asked: readonly CacheLookup[]) => {
    const given = await ask(asked);
    asked.forEach(({ key }, index) => {
      const reading = given[index];
      if (reading && !reading.ok && isAbsence(reading)) noteToldAbsence(key, reading);
    });
    return given;
  };
  const asked = await askMissing(manager, missing, { spends, ask: asking });
  return wanted.map((want, index) => readings[index] ?? asked.get(want) ?? failure('internal'));
}

async function readNow(
  manager: LoadedManager,
  wanted: readonly CacheLookup[],
  how: Omit<Asked, 'want'>,
): Promise<Reading[]> {
  if (wanted.length === 0) return [];
  const answers = await askForPerson(
    manager,
    wanted.map((want) => ({ want, ...how })),
  );
  return wanted.map((want, index) => {
    const answer = answers[index];
    return answer ? readingOf(manager, want, answer) : failure('internal');
  });
}

/** Those that a scan found broken: what is cached or was seen of them proves nothing. */
async function doubtedAmong(
  manager: LoadedManager,
  wanted: readonly CacheLookup[],
): Promise<ReadonlySet<CacheLookup>> {
  const texts = await doubtedOf(
    manager.id,
    wanted.map(({ text }) => text),
  );
  return new Set(wanted.filter(({ text }) => texts.has(text)));
}

async function cachedFor(
  manager: LoadedManager,
  wanted: readonly CacheLookup[],
  doubted: ReadonlySet<CacheLookup>,
): Promise<(Reading | undefined)[]> {
  const known = await knownEntries(wanted.filter(isKept).map(({ key }) => key));
  return wanted.map((want) => {
    const { key } = want;
    if (doubted.has(want) && known.get(key)?.entry.state === 'value') return undefined;
    const at = known.get(key);
    return (at && fromEntry(manager, at.entry, at.source)) ?? justToldAbsence(key);
  });
}

/** Undefined: the provider is to be asked. Nobody's use of it is noted, and nothing is refreshed for it. */
function fromEntry(manager: LoadedManager, entry: Entry, source: Source): Reading | undefined {
  if (entry.state === 'absent' && !isRecentAbsence(entry.fetchedAtMs)) return undefined;
  const nowMs = clock().now();
  return fromJudged(entry, source, freshnessOf(entry, policyInForce(manager, nowMs), nowMs));
}

/**
 * Answers what was seen lately. Returns what is cached as absent, or doubted: read now, it is there again for workloads too.
 */
async function fillFromSeen(
  manager: LoadedManager,
  wanted: readonly CacheLookup[],
  readings: (Identified | undefined)[],
  { allowance, doubted }: { allowance: Allowance; doubted: ReadonlySet<CacheLookup> },
): Promise<ReadonlySet<CacheLookup>> {
  const missing = wanted.filter((want, index) => !readings[index] && !doubted.has(want));
  if (missing.length === 0) return doubted;
  const seen = new Map<CacheLookup, Identification & { ok: true }>();
  const options = { seenSinceMs: seenSinceMs(manager), isAsking: false };
  const references = missing.map(({ reference }) => reference);
  const given = await providerOf(manager.provider).identify(sessionOf(manager), references, options);
  for (const [index, want] of missing.entries()) {
    const answer = given[index];
    if (answer?.ok && allowance.allows(placeFound(answer.found))) seen.set(want, answer);
  }
  const keyOf = (want: CacheLookup) => {
    const found = seen.get(want)?.found;
    return found ? lookupOf(manager, parseLocator(found.bound)).key : want.key;
  };
  const known = await knownEntries(missing.map(keyOf));
  const absent = new Set([
    ...doubted,
    ...missing.filter((want) => known.get(keyOf(want))?.entry.state === 'absent'),
  ]);
  wanted.forEach((want, index) => {
    const answer = seen.get(want);
    if (answer && !absent.has(want)) readings[index] ??= fromIdentification(answer);
  });
  return absent;
}

function seenSinceMs({ id, policy }: LoadedManager): number {
  return Math.max(clock().now() - policy.freshMs, clearedAt(id));
}
