import { allowanceOfCaller } from '@/lib/access/grants';
import { verb } from '@/lib/access/verb';
import { isLatchkeyError, LatchkeyError } from '@/lib/kernel/errors';
import type { Locator } from '@/lib/kernel/locator';
import { translate } from '@/lib/platform/language';
import { shownReference } from '@/lib/providers/references';
import { interactiveLookup } from './cache-lookup';
import { noteReadAgain } from './found-again';
import { reachManager } from './manager';
import { withNear } from './near';
import { referenceOfPlace } from './path';
import { readAllowed } from './read-allowed';
import { identifySecrets } from './read-for-person';
import type { Identified } from './reading';
import { type CheckResult, checkInputSchema, didYouMeanSchema } from './schema';

/**
 * Looks a reference up and tells what it names: found or why not, its ids and names, from where, how old. What was seen within
 * the fresh time of the policy is not asked for again. Pasted text may carry quotes and white space; a path may hold any
 * character.
 * Throws `forbidden`, `not_found` (the manager), `invalid_input`; what is wrong with the reference is in the result.
 */
export const checkReference = verb({
  name: 'checkReference',
  right: 'reference:check',
  input: checkInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<CheckResult> => {
    const manager = await reachManager(caller, input.secretManagerId);
    const allowance = allowanceOfCaller(manager, caller);
    const to = { caller, manager, allowance };
    let reference: Locator;
    try {
      reference = await referenceOfPlace(to, input);
    } catch (error) {
      if (!isLatchkeyError(error)) throw error;
      return refusalOf(error);
    }
    const wanted = [interactiveLookup(manager, reference)];
    const readings = await readAllowed(manager, wanted, allowance, (asked) =>
      identifySecrets(manager, asked, { spends: caller, purpose: 'look-up', allowance }),
    );
    const [reading] = await withNear(to, [reference], readings);
    if (!reading) throw new LatchkeyError('internal', { inside: 'a reading is missing' });
    await noteReadAgain(manager.id, wanted, [reading]);
    return resultOf(reading, reference);
  },
});

function resultOf(reading: Identified, reference: Locator): CheckResult {
  if (!reading.ok) return refusalOf(reading.error);
  return {
    ok: true,
    reference: {
      ids: reading.boundReference,
      names: shownReference(reference, reading.titles),
    },
    titles: reading.titles,
    fieldType: reading.fieldType,
    itemUpdatedAt: reading.itemUpdatedAt,
    source: reading.source,
    state: reading.state,
    ageMs: reading.ageMs,
  };
}

function refusalOf({ code, says, retryAfterMs, details }: LatchkeyError): CheckResult {
  const { data: didYouMean } = didYouMeanSchema.safeParse(details?.didYouMean);
  return {
    ok: false,
    code,
    message: translate(says),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(didYouMean ? { didYouMean } : {}),
  };
}
