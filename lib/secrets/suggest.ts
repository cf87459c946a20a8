import { allowanceOfCaller, allowanceOfConnection, allowedByBoth } from '@/lib/access/grants';
import { verb } from '@/lib/access/verb';
import { grammarOf, tidyPastedReference } from '@/lib/providers/references';
import { openListed } from './listed';
import { lookNear, lookUp, type Match } from './look-up';
import { reachManager } from './manager';
import { type Offer, type Offers, suggestInputSchema } from './schema';

// What the picker itself asks for, whose listings are in memory for the most part.
const asks = { vaults: 1, items: 4, fields: 2 };

/**
 * Secrets that a pasted text may mean whose names hold characters that references refuse, or that was not found as it
 * stands: those of these names, else those that are near. At most three, each as the caller, and the connection it is for,
 * may use it. Throws `forbidden`, `not_found` (the manager), `invalid_input`, `over_budget`, `provider_*`.
 */
export const suggestReferences = verb({
  name: 'suggestReferences',
  right: 'secret-manager:browse',
  input: suggestInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<Offers> => {
    const manager = await reachManager(caller, input.secretManagerId);
    const own = allowanceOfCaller(manager, caller);
    const allowance = input.connection
      ? allowedByBoth(own, allowanceOfConnection(manager, input.connection))
      : own;
    const ways = grammarOf(manager.provider).ways(tidyPastedReference(input.reference));
    const listed = openListed(caller, manager, allowance, asks);
    const same = await lookUp(listed, ways);
    if (same.length > 0) return { kind: 'same', offers: same.map(offerOf) };
    return { kind: 'near', offers: (await lookNear(listed, allowance, ways)).map(offerOf) };
  },
});

function offerOf({ reference, shown, titles }: Match): Offer {
  return { reference, shownReference: shown, titles };
}
