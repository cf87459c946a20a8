import { allowanceOfCaller } from '@/lib/access/grants';
import { verb } from '@/lib/access/verb';
import { isLatchkeyError, LatchkeyError } from '@/lib/kernel/errors';
import { parseReference, type Reference, tidyPastedReference } from '@/lib/kernel/reference';
import { sayNow } from '@/lib/platform/language';
import { reachManager } from './manager';
import { readAllowed } from './read-allowed';
import { identifySecrets } from './read-for-person';
import type { Identified } from './reading';
import { type CheckResult, checkInputSchema } from './schema';
import { shownReference } from './shown-reference';
import { wantedByPerson } from './wanted';

/**
 * Looks a reference up and tells what it names: found or why not, its ids and names, from where, how old. What was seen within
 * the fresh time of the policy is not asked for again. Pasted text may carry quotes and white space.
 * Throws `forbidden`, `not_found` (the manager), `invalid_input`; what is wrong with the reference is in the result.
 */
export const checkReference = verb({
  name: 'checkReference',
  right: 'reference:check',
  input: checkInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<CheckResult> => {
    const { secretManagerId, reference: text } = input;
    const manager = await reachManager(caller, secretManagerId);
    let reference: Reference;
    try {
      reference = parseReference(tidyPastedReference(text));
    } catch (error) {
      if (!isLatchkeyError(error)) throw error;
      return { ok: false, code: error.code, message: sayNow(error.says) };
    }
    const allowance = allowanceOfCaller(manager, caller);
    const [reading] = await readAllowed(manager, [wantedByPerson(manager, reference)], allowance, (asked) =>
      identifySecrets(manager, asked, { spends: caller, purpose: 'look-up', allowance }),
    );
    if (!reading) throw new LatchkeyError('internal', { inside: 'a reading is missing' });
    return resultOf(reading, reference);
  },
});

function resultOf(reading: Identified, reference: Reference): CheckResult {
  if (!reading.ok) {
    const { code, says, retryAfterMs } = reading.error;
    return {
      ok: false,
      code,
      message: sayNow(says),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    };
  }
  return {
    ok: true,
    reference: {
      ids: reading.boundReference,
      names: shownReference(reading.titles, reference.attribute),
    },
    titles: reading.titles,
    fieldType: reading.fieldType,
    itemUpdatedAt: reading.itemUpdatedAt,
    source: reading.source,
    state: reading.state,
    ageMs: reading.ageMs,
  };
}
