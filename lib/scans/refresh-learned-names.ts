import { systemCaller } from '@/lib/kernel/caller';
import { groupBy } from '@/lib/kernel/group-by';
import { runExclusive, startJob, stopJob } from '@/lib/platform/jobs';
import { log } from '@/lib/platform/log';
import { closeReadAgain } from '@/lib/secrets/found-again';
import { isSameName, type LearnedName, takeLearnedNames } from '@/lib/secrets/learned-names';
import { boundFields } from './bound';
import { refreshNames } from './refresh-names';

const name = 'healing of learned names';
const everyMs = 5_000;
// Short queries: on the embedded database everybody waits for each.
const referencesAtOnce = 500;

/** Starts it: every five seconds what reads have learned is written to the fields that are bound to it. */
export function startRefreshingNames(): void {
  startJob(name, everyMs, refreshLearnedNames);
}

/** Stops it and waits for what it began. */
export function stopRefreshingNames(): Promise<void> {
  return stopJob(name);
}

/**
 * Brings shown names up to date with what reads have told since the last time, as a scan does: the same rows, events and
 * references by ids. A field that reads again is no longer found broken. Writes nothing where nothing is new. Never
 * rejects: what is missed here, the next scan finds.
 */
export function refreshLearnedNames(): Promise<void> {
  return runExclusive(name, healAllLearned, (inside) => log.warn('scan.failed', { inside }));
}

async function healAllLearned(): Promise<void> {
  await closeReadAgain();
  for (const [managerId, learned] of groupBy(takeLearnedNames(), (each) => each.managerId)) {
    for (let at = 0; at < learned.length; at += referencesAtOnce) {
      await healSome(managerId, learned.slice(at, at + referencesAtOnce));
    }
  }
}

async function healSome(managerId: string, learned: readonly LearnedName[]): Promise<void> {
  const byText = new Map(learned.map((each) => [each.text, each]));
  const known = (await boundFields(managerId, [...byText.keys()])).flatMap((field) => {
    const look = byText.get(field.text);
    return look ? [{ field, look }] : [];
  });
  await refreshNames(
    systemCaller,
    known.filter(({ field, look }) => !field.isVerified || !isSameName(field.titles, look.titles)),
  );
}
