import { LatchkeyError } from '@/lib/kernel/errors';
import type { Locator, Titles } from '@/lib/kernel/locator';
import { grammarOf, parseFor, parseLocator, tidyPastedReference } from '@/lib/providers/references';
import { openListed } from './listed';
import { lookUp } from './look-up';
import { type NearTo, tellingNear } from './near';
import { refused } from './read-allowed';
import type { Path } from './schema';

/** A place as it comes in: a reference as text, or a path of names. */
export interface PlaceInput {
  reference?: string | undefined;
  path?: Path | undefined;
}

// What the picker asks for on the way to one field.
const asks = { vaults: 1, items: 2, fields: 2 };

/**
 * The reference of a place as it came in. Names that fit a reference are read by names, as ever; others are looked up in
 * what is listed, or is listed now within the caller's budget, as far as the allowance goes: the answer is by ids.
 * Throws `reference_invalid`, `secret_not_found`, `secret_ambiguous`, `secret_forbidden`, `over_budget`, `provider_*`.
 */
export async function referenceOfPlace(to: NearTo, { reference, path }: PlaceInput): Promise<Locator> {
  const grammar = grammarOf(to.manager.provider);
  if (path === undefined) return parseFor(to.manager.provider, tidyPastedReference(reference ?? ''));
  const names = namesOf(path);
  const asked = grammar.locate(names);
  if (grammar.write(names) !== undefined) return asked;
  const [first, second] = await lookUp(openListed(to.caller, to.manager, to.allowance, asks), [names]);
  if (first && second?.cost === first.cost) throw new LatchkeyError('secret_ambiguous');
  if (first) return parseLocator(first.reference);
  // As for a reference by names: what is not allowed says the same whether or not it is there.
  if (!to.allowance.allows({ locator: asked })) throw refused(to.manager).error;
  throw await tellingNear(to, asked, new LatchkeyError('secret_not_found'));
}

function namesOf(path: Path): Titles {
  const [vault = '', item = '', third = '', fourth] = path;
  return fourth === undefined
    ? { vault, item, field: third }
    : { vault, item, section: third, field: fourth };
}
