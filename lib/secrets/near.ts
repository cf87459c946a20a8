import type { Allowance } from '@/lib/access/grants';
import type { Caller } from '@/lib/kernel/caller';
import { isLatchkeyError, LatchkeyError } from '@/lib/kernel/errors';
import type { Locator } from '@/lib/kernel/locator';
import { roleMay } from '@/lib/kernel/permissions';
import type { LoadedManager } from '@/lib/managers/load';
import { namesOf, parseLocator, writtenReference } from '@/lib/providers/references';
import { asksNothing, openListed } from './listed';
import { lookNear, type Match } from './look-up';
import type { Identified } from './reading';

/** Who is told what is near, and what of it they may use. */
export interface NearTo {
  caller: Caller;
  manager: LoadedManager;
  allowance: Allowance;
}

/**
 * Readings in which the first reference by names that was not found tells those that it may have been meant for, as
 * `didYouMean` of its error's details. From what is listed already: nothing is asked for.
 */
export async function withNear(
  to: NearTo,
  references: readonly Locator[],
  readings: readonly Identified[],
): Promise<Identified[]> {
  const at = readings.findIndex(
    (reading, index) =>
      !reading.ok && reading.error.code === 'secret_not_found' && !isById(references[index]),
  );
  const [reading, reference] = [readings[at], references[at]];
  if (!reading || reading.ok || !reference) return [...readings];
  const error = await tellingNear(to, reference, reading.error);
  return readings.map((each, index) => (index === at ? { ok: false, error } : each));
}

/** The same for one error. */
export async function tellingNear(to: NearTo, asked: Locator, error: LatchkeyError): Promise<LatchkeyError> {
  const didYouMean = (await nearTo(to, asked)).map(writable);
  if (didYouMean.length === 0) return error;
  const { says, retryAfterMs, inside } = error;
  return new LatchkeyError(error.code, { says, retryAfterMs, inside, details: { didYouMean } });
}

async function nearTo({ caller, manager, allowance }: NearTo, asked: Locator): Promise<Match[]> {
  // What there is besides is for those alone who may look around.
  if (!roleMay(caller.role, 'secret-manager:browse')) return [];
  try {
    return await lookNear(openListed(caller, manager, allowance, asksNothing), allowance, [
      { ...namesOf(asked), form: asked.form },
    ]);
  } catch (error) {
    if (isLatchkeyError(error)) return [];
    throw error;
  }
}

/** By names, as people write it; by ids where a name cannot stand in a reference. */
function writable({ reference, titles }: Match): string {
  return writtenReference(parseLocator(reference), titles) ?? reference;
}

function isById(reference: Locator | undefined): boolean {
  return reference?.isPinned === true;
}
