import { setImmediate } from 'node:timers/promises';
import { capAbsences } from '@/lib/cache/absences';
import { holdDetached } from '@/lib/cache/detached';
import type { Keeping } from '@/lib/cache/keep';
import { type Kept, keepApart } from '@/lib/cache/keep-apart';
import { getCached, putCached, rollBackCached } from '@/lib/cache/memory';
import { nextGeneration, noteEntryFailures } from '@/lib/cache/table';
import type { ErrorCode } from '@/lib/kernel/error-codes';
import { asLatchkeyError } from '@/lib/kernel/errors';
import type { Locator } from '@/lib/kernel/locator';
import { messageFor } from '@/lib/kernel/message';
import type { InDoubt } from '@/lib/managers/confirm';
import { type LoadedManager, sessionOf } from '@/lib/managers/load';
import { clock } from '@/lib/platform/clock';
import { ifAttached } from '@/lib/platform/if-attached';
import { log } from '@/lib/platform/log';
import type { ProviderAnswer } from '@/lib/providers/contract';
import { providerOf } from '@/lib/providers/registry';
import { isOpening } from '@/lib/quota/breaker';
import { askByIdsInstead } from './ask-by-ids';
import { type CacheLookup, isKept } from './cache-lookup';
import { withCircuitBreaker } from './circuit-breaker';
import { absencesInARow, keepingOf, onePerEntry } from './keeping';
import { learnName } from './learned-names';
import { noteFailedAsks } from './note-failed-asks';
import { fallback } from './reading';
import { summarizeAnswers } from './summarize-answers';

// Writing a few takes a few milliseconds, writing a thousand longer than reading them.
const manyAnswers = 100;

/** Hears an answer before it is in the table. */
export type TellEarly = (wanted: CacheLookup, answer: ProviderAnswer) => void;

/**
 * Asks the provider for references of one manager and keeps what it answered: values sealed, certain failures as
 * absent, passing ones as the entry's last error. One answer per reference, in the order asked. Where many are new, they
 * are told to `tellEarly` before they are written. Does not throw for anything the provider does.
 */
export async function askProvider(
  manager: LoadedManager,
  wanted: readonly CacheLookup[],
  tellEarly: TellEarly,
): Promise<ProviderAnswer[]> {
  const beganAtMs = clock().now();
  const unknown = unknownOf(wanted);
  let answers: ProviderAnswer[];
  let generation: bigint;
  try {
    ({ generation, answers } = await askNow(manager, wanted, (inDoubt) => {
      noteFailedAsks(manager.id, wantedIn(wanted, inDoubt), { code: refusalOf(inDoubt), beganAtMs });
      tellOfDoubt(manager, wantedIn(wanted, inDoubt), refusalOf(inDoubt), tellEarly);
    }));
  } catch (error) {
    const failed = failedAsk(error);
    noteFailedAsks(manager.id, wanted, { code: failed.code, beganAtMs });
    return wanted.map(() => failed);
  }
  const told = unknown.size >= manyAnswers ? unknown : new Set<CacheLookup>();
  if (told.size > 0) {
    for (const [index, want] of wanted.entries()) {
      const answer = answers[index];
      if (answer && told.has(want)) tellEarly(want, answer);
    }
    // Who waited is answered within this turn of the event loop; what is sealed then is in memory before the next one.
    await setImmediate();
  }
  try {
    await keepAnswers(manager, { generation, beganAtMs, told }, wanted, answers);
  } catch (error) {
    // The answers are good whether or not they could be kept.
    log.error('secrets.not-kept', { managerId: manager.id, inside: asLatchkeyError(error).inside });
  }
  return answers;
}

/** The answer to each of what could not be asked for, or gave no answer. */
export function failedAsk(error: unknown): ProviderAnswer & { ok: false } {
  const { code, says, retryAfterMs } = asLatchkeyError(error);
  return { ok: false, code, says, isCertain: false, retryAfterMs };
}

/**
 * What no entry is known of. Only that may be told before it is written: of a known one, a crash in between would leave the
 * older value to serve after the newer one.
 */
function unknownOf(wanted: readonly CacheLookup[]): Set<CacheLookup> {
  return new Set(wanted.filter((want) => want.keptAs === undefined && getCached(want.key) === undefined));
}

/**
 * Asks the provider through the manager's breaker, and takes the number that orders its answers before it does. Keeps nothing.
 * `onDoubt` hears of a refusal that is being confirmed. Throws what `withCircuitBreaker` throws.
 */
export function askNow(
  manager: LoadedManager,
  wanted: readonly CacheLookup[],
  onDoubt?: (inDoubt: InDoubt) => void,
): Promise<{ generation: bigint; answers: ProviderAnswer[] }> {
  const resolve = (references: readonly Locator[]) =>
    providerOf(manager.provider).resolve(sessionOf(manager), references);
  return withCircuitBreaker(
    manager.id,
    async () => {
      const generation = await nextGeneration();
      const answers = await resolve(wanted.map(({ reference }) => reference));
      return { generation, answers: await askByIdsInstead(wanted, answers, resolve) };
    },
    {
      summaryOf: ({ answers }) => summarizeAnswers(answers),
      refusedIn: ({ answers }) => refusedValues(wanted, answers),
      ...(onDoubt ? { onDoubt } : {}),
    },
  );
}

/** The keys of what is refused now and was read before. */
function refusedValues(wanted: readonly CacheLookup[], answers: readonly ProviderAnswer[]): string[] {
  return wanted.flatMap(({ key }, index) => {
    const answer = answers[index];
    const isRefused = answer && !answer.ok && answer.code === 'secret_forbidden';
    return isRefused && getCached(key)?.state === 'value' ? [key] : [];
  });
}

function wantedIn(wanted: readonly CacheLookup[], inDoubt: InDoubt): CacheLookup[] {
  return wanted.filter(({ key }) => inDoubt === 'all' || inDoubt.includes(key));
}

function refusalOf(inDoubt: InDoubt): 'provider_denied' | 'secret_forbidden' {
  return inDoubt === 'all' ? 'provider_denied' : 'secret_forbidden';
}

/** Who waits for something known is served it while its refusal is confirmed. */
function tellOfDoubt(
  manager: LoadedManager,
  wanted: readonly CacheLookup[],
  code: ErrorCode,
  tellEarly: TellEarly,
): void {
  for (const want of wanted)
    if (fallback(manager, want)) tellEarly(want, { ok: false, code, isCertain: false, isInDoubt: true });
}

async function keepAnswers(
  manager: LoadedManager,
  { generation, beganAtMs, told }: { generation: bigint; beganAtMs: number; told: ReadonlySet<CacheLookup> },
  wanted: readonly CacheLookup[],
  answers: readonly ProviderAnswer[],
): Promise<void> {
  const fetchedAtMs = clock().now();
  const keepings: Keeping[] = [];
  const troubles = new Map<ErrorCode, string[]>();
  wanted.forEach((want, index) => {
    const answer = answers[index];
    if (answer?.ok) learnName(manager.id, want, answer.found);
    if (!answer || !isKept(want)) return;
    if (!answer.ok && answer.code.startsWith('provider_')) {
      noteFailedAsks(manager.id, [want], { code: answer.code, beganAtMs });
    }
    // A refused token says nothing of what it could not ask for: kept as an absence it would wipe the value.
    if (answer.ok || (answer.isCertain && !isOpening(answer.code))) {
      const keeping = keepingOf(manager, want, answer, { generation, fetchedAtMs });
      keepings.push(keeping);
      if (told.has(want)) putCached(keeping.entry);
      return;
    }
    troubles.set(answer.code, [...(troubles.get(answer.code) ?? []), want.key]);
  });
  let kept: Kept = { isKept: false, refused: [] };
  try {
    const { id: managerId, credentialRevision: revision } = manager;
    const own = onePerEntry(keepings);
    kept = await ifAttached(
      () => keepApart(managerId, revision, generation, own),
      () => holdDetached({ managerId, revision, generation, askedAtMs: beganAtMs }, own),
    );
  } finally {
    if (!kept.isKept) for (const { key } of told) rollBackCached(key, generation);
  }
  await keepAsUnreadable(manager, generation, kept.refused);
  await ifAttached(
    async () => {
      for (const [code, keys] of troubles) await noteEntryFailures(keys, code, fetchedAtMs);
      if (keepings.some(({ entry }) => entry.state === 'absent' && entry.count === 1))
        await capAbsences(manager.id);
    },
    () => undefined,
  );
}

/** What cannot be stored is that secret's trouble: remembered as absent, or it would be asked for with each read. */
async function keepAsUnreadable(
  manager: LoadedManager,
  generation: bigint,
  refused: readonly Keeping[],
): Promise<void> {
  if (refused.length === 0) return;
  // Not what was refused: it may be what a title holds.
  log.warn('secrets.answer-refused', { managerId: manager.id, count: refused.length });
  const absences = refused.map(({ entry }): Keeping => {
    rollBackCached(entry.key, generation);
    const { key, managerId, revision, reference, fetchedAtMs } = entry;
    const count = absencesInARow(key);
    const says = messageFor('answerNotKept');
    const base = { key, managerId, revision, reference, fetchedAtMs, generation };
    return {
      entry: { ...base, state: 'absent', code: 'secret_unreadable', says, count },
      shownReference: reference,
    };
  });
  await keepApart(manager.id, manager.credentialRevision, generation, absences);
}
