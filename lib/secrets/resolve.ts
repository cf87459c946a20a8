import { type Allowance, allowanceOfCaller, allowedByBoth, everything } from '@/lib/access/grants';
import { verb } from '@/lib/access/verb';
import type { Caller } from '@/lib/kernel/caller';
import { asLatchkeyError, LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import type { SecretValue } from '@/lib/kernel/secret-value';
import { grammarOf, parseFor, schemesOf } from '@/lib/providers/references';
import { type CacheLookup, lookupOf } from './cache-lookup';
import { reachManager } from './manager';
import { referenceOfPlace } from './path';
import { readSecrets } from './read';
import { readAllowed } from './read-allowed';
import { type Reading, sourceOf } from './reading';
import { resolveInputSchema, type ValueSource } from './schema';

export type ResolvedReference =
  | ({ reference: string; ok: true; value: SecretValue } & ValueSource)
  | { reference: string; ok: false; error: LatchkeyError };

/**
 * Turns references into values, for workloads alone. One result per reference, in the order asked; a reference that
 * cannot be resolved is an error in its place, never passed on as if it were the value.
 * Throws `forbidden`, `not_found` (the manager), `invalid_input`,
 * `over_budget` when the caller's budget covers none of them; where it covers some, it is the error of the others.
 */
export const resolveReferences = verb({
  name: 'resolveReferences',
  right: 'value:resolve',
  input: resolveInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<{ results: ResolvedReference[] }> => {
    const { secretManagerId, references } = input;
    const ofKey = allowanceOfKey(caller, secretManagerId);
    const manager = await reachManager(caller, secretManagerId);
    const grammar = grammarOf(manager.provider);
    const both = allowedByBoth(ofKey(schemesOf(manager.provider)), allowanceOfCaller(manager, caller));
    const wanted: CacheLookup[] = [];
    const places: ({ index: number } | { error: LatchkeyError })[] = [];
    for (const each of references) {
      try {
        const reference =
          typeof each === 'string'
            ? parseFor(manager.provider, each)
            : await referenceOfPlace({ caller, manager, allowance: both }, each);
        places.push({ index: wanted.push(lookupOf(manager, reference)) - 1 });
      } catch (error) {
        places.push({ error: asLatchkeyError(error) });
      }
    }
    const readings = await readAllowed(manager, wanted, both, (asked) =>
      readSecrets(manager, asked, { by: caller.label, spends: caller }),
    );
    requireBudget(readings);
    const results = references.map((each, at): ResolvedReference => {
      const reference = typeof each === 'string' ? each : `${grammar.scheme}://${each.path.join('/')}`;
      const place = places[at];
      if (place && 'error' in place) return { reference, ok: false, error: place.error };
      const reading = place && readings[place.index];
      if (!reading) return { reference, ok: false, error: asLatchkeyError('a reading is missing') };
      if (!reading.ok) return { reference, ok: false, error: reading.error };
      return { reference, ok: true, value: reading.value, ...sourceOf(reading) };
    });
    return { results };
  },
});

/** What the key itself may read by naming it, whatever its projects may. Throws `forbidden`: it resolves connections. */
function allowanceOfKey(
  { references }: Caller,
  secretManagerId: string,
): (schemes: readonly string[]) => Allowance {
  if (references === 'all') return () => everything;
  const own = references?.get(secretManagerId);
  if (own) return own.within;
  throw new LatchkeyError('forbidden', {
    says: messageFor('keyReadsConnections'),
    details: { reason: 'references' },
  });
}

function requireBudget(readings: readonly Reading[]): void {
  const refused = readings.flatMap((reading) =>
    !reading.ok && reading.error.code === 'over_budget' ? [reading.error] : [],
  );
  const [first] = refused;
  if (first && refused.length === readings.length) throw first;
}
