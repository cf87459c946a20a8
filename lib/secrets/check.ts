import { allowanceOfCaller } from '@/lib/access/grants';
import { verb } from '@/lib/access/verb';
import { isLatchkeyError, LatchkeyError } from '@/lib/kernel/errors';
import { formatReference, parseReference, type Reference, tidyPastedReference } from '@/lib/kernel/reference';
import { clock } from '@/lib/platform/clock';
import { sayNow } from '@/lib/platform/language';
import { noteFoundAgain } from './found-again';
import { reachManager } from './manager';
import { type Reading, readForPerson } from './read';
import { readAllowed } from './read-allowed';
import { type CheckResult, checkInputSchema } from './schema';
import { shownReference } from './shown-reference';
import { wantedByPerson } from './wanted';

/**
 * Resolves a reference on the path a workload takes and tells all but the value: found or why not, its ids and
 * names, from where, how old. Pasted text may carry quotes and white space.
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
    const [reading] = await readAllowed(
      manager,
      [wantedByPerson(manager, reference)],
      allowanceOfCaller(manager, caller),
      (asked) => readForPerson(manager, asked, { by: caller.label, spends: caller }),
    );
    if (!reading) throw new LatchkeyError('internal', { inside: 'a reading is missing' });
    if (reading.ok) {
      const atMs = clock().now() - reading.ageMs;
      const texts = [...new Set([reading.boundReference, formatReference(reference)])];
      await noteFoundAgain(
        manager.id,
        texts.map((each) => ({ text: each, atMs })),
      );
    }
    return resultOf(reading, reference);
  },
});

function resultOf(reading: Reading, reference: Reference): CheckResult {
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
