import { z } from 'zod';
import { allowanceOfCaller } from '@/lib/access/grants';
import { verb } from '@/lib/access/verb';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { idInputSchema, idSchema } from '@/lib/kernel/ids';
import type { LoadedManager } from '@/lib/managers/load';
import type { BrowsedVariable } from '@/lib/providers/contract';
import { descriptorOf } from '@/lib/providers/descriptors';
import { listPlace } from './list-place';
import type { ListingAge } from './listings';
import { reachManager } from './manager';
import { aboveOf, type Named, narrowed } from './narrowed';

const ageSchema = z.enum(['recent', 'new']).optional();
const environmentsInputSchema = idInputSchema.extend({ age: ageSchema });
const variablesInputSchema = environmentsInputSchema.extend({ environmentId: idSchema });

/**
 * The environments that a secret manager sees, as far as the caller's projects may use something in them. An environment that is
 * not listed may be there all the same: its variables are asked for by its id. Throws `forbidden`, `not_found` (also where the
 * kind has none), `over_budget`, `provider_*`.
 */
export const browseEnvironments = verb({
  name: 'browseEnvironments',
  right: 'secret-manager:browse',
  input: environmentsInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<{ environments: Named[] }> => {
    const { manager, grammar, allowance } = await openEnvironments(caller, input.id);
    const listed = await environmentsOf(caller, manager, input.age ?? 'recent');
    const shown = listed.filter((environment) => allowance.leadsThrough(aboveOf(grammar, [environment])));
    return { environments: shown.map(({ id, title }) => ({ id, title })) };
  },
});

/**
 * The variables of an environment: names, never values. Throws as `browseEnvironments` does, and `secret_*` for an environment that
 * cannot be read.
 */
export const browseVariables = verb({
  name: 'browseVariables',
  right: 'secret-manager:browse',
  input: variablesInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<{ title: string; variables: BrowsedVariable[] }> => {
    const { id, environmentId, age = 'recent' } = input;
    const { manager, grammar, allowance } = await openEnvironments(caller, id);
    if (!grammar.isId(environmentId)) throw new LatchkeyError('not_found');
    const isAll = allowance.isAny(grammar.scheme);
    const above = [isAll ? unnamed(environmentId) : await named(caller, manager, environmentId)];
    // What leads to nothing allowed is not asked for.
    if (!isAll && !allowance.leadsThrough(aboveOf(grammar, above))) throw new LatchkeyError('not_found');
    const listing = await listPlace(caller, manager, { level: 'variables', environmentId }, age);
    const shown = isAll ? listing : narrowed(listing, { grammar, above }, allowance);
    if (shown.level !== 'variables') throw otherLevel();
    return { title: shown.title, variables: shown.variables };
  },
});

async function openEnvironments(caller: Caller, id: string) {
  const manager = await reachManager(caller, id);
  const { environmentGrammar: grammar } = descriptorOf(manager.provider);
  if (!grammar) throw new LatchkeyError('not_found');
  return { manager, grammar, allowance: allowanceOfCaller(manager, caller) };
}

/** They are listed with the vaults, at no further cost. */
async function environmentsOf(caller: Caller, manager: LoadedManager, age: ListingAge): Promise<Named[]> {
  const listing = await listPlace(caller, manager, { level: 'vaults' }, age);
  return listing.level === 'vaults' ? (listing.environments ?? []) : [];
}

async function named(caller: Caller, manager: LoadedManager, environmentId: string): Promise<Named> {
  const listed = await environmentsOf(caller, manager, 'recent');
  return listed.find(({ id }) => id === environmentId) ?? unnamed(environmentId);
}

function unnamed(id: string): Named {
  return { id, title: id };
}

/** Guarantee: a provider answers a place with the listing of its level; another one is an error of ours. */
function otherLevel(): LatchkeyError {
  return new LatchkeyError('internal', { inside: 'a listing of another level' });
}
