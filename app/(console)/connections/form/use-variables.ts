'use client';

import type { Member } from '@/components/picker/binding';
import { usePickerDeps } from '@/components/picker/picker-provider';
import { type Listing, type MembersListing, useMembers } from '@/components/picker/use-browse';
import type { ConnectionView } from '@/lib/connections/schema';
import { environmentGrammarOf } from '@/lib/providers/references';
import { type EnvironmentDraft, isSameEnvironment } from './environment-draft';

export type SavedEnvironment = ConnectionView['environment'] | undefined;

/** The variables of an Environment by name, read from the secret manager while it is chosen. */
export function useVariables(draft: EnvironmentDraft | null): Listing<readonly Member[]> {
  const { managers } = usePickerDeps();
  const manager = managers.find(({ id }) => id === draft?.secretManagerId);
  const grammar = manager && environmentGrammarOf(manager);
  const isOpen = draft !== null && grammar?.isId(draft.environmentId) === true;
  const place = isOpen && {
    managerId: draft.secretManagerId,
    scheme: grammar.scheme,
    path: [draft.environmentId],
  };
  const listing: Listing<MembersListing> = useMembers(place || undefined);
  const items = listing.data?.items.filter(({ title }) => title !== '');
  return { ...listing, data: isOpen ? items : undefined, isLoading: isOpen && listing.isLoading };
}

/** Names of variables as they are known: of a saved Environment without asking for them. */
export function useKnownNames(draft: EnvironmentDraft | null, saved: SavedEnvironment): readonly string[] {
  const isSaved = saved && draft && isSameEnvironment(draft, saved);
  const listing = useVariables(isSaved ? null : draft);
  return isSaved ? saved.variables : (listing.data ?? []).map(({ title }) => title);
}
