'use client';

import { useQuery } from '@tanstack/react-query';
import { useRested } from '@/components/query/use-rested';
import type { Problem } from '@/lib/kernel/problem';
import type { ManagerView } from '@/lib/managers/schema';
import type { Binding, SuggestAction } from './binding';
import { pickOfOffer } from './picks';
import type { ConnectionScope } from './serving';

/** What a pasted text may mean, in one secret manager. */
export interface OfferGroup {
  manager: ManagerView;
  kind: 'same' | 'near';
  bindings: readonly Binding[];
}

export interface FoundOffers {
  groups: readonly OfferGroup[];
  /** The first secret manager that could not be asked, and why. */
  problem: Problem | undefined;
  isLooking: boolean;
  /** Whether everything was looked through. */
  isDone: boolean;
}

interface Asked {
  /** Undefined: there is nothing to look up. */
  text: string | undefined;
  managers: readonly ManagerView[];
  connection: ConnectionScope;
}

const mostOffers = 3;

/**
 * Looks a text up in what is listed of one secret manager after the other, the present one first, until one has these
 * names. Without any, what is near is offered, three at most.
 */
export function useOffers(suggest: SuggestAction, { text, managers, connection }: Asked): FoundOffers {
  const rested = useRested(text ?? '');
  const isAsked = text !== undefined && managers.length > 0;
  const result = useQuery({
    enabled: isAsked && rested === text,
    queryKey: ['offers', text, managers.map(({ id }) => id), connection],
    queryFn: () => lookThrough(suggest, { text: text ?? '', managers, connection }),
    staleTime: 60_000,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const found = isAsked ? result.data : undefined;
  const isLooking = isAsked && (rested !== text || result.isFetching);
  return {
    groups: found?.groups ?? [],
    problem: found?.problem,
    isLooking,
    isDone: text !== undefined && !isLooking,
  };
}

/** The one secret of these names, which Enter may bind. */
export function onlyOffer({ groups }: FoundOffers): Binding | undefined {
  const [first, second] = groups.filter(({ kind }) => kind === 'same').flatMap(({ bindings }) => bindings);
  return second ? undefined : first;
}

async function lookThrough(suggest: SuggestAction, { text, managers, connection }: Asked & { text: string }) {
  const groups: OfferGroup[] = [];
  let problem: Problem | undefined;
  const { scope, projectIds } = connection;
  for (const manager of managers) {
    const outcome = await suggest({
      secretManagerId: manager.id,
      reference: text,
      connection: { scope, projectIds: [...projectIds] },
    });
    if (!outcome.ok) {
      problem ??= outcome.problem;
      continue;
    }
    const { kind, offers } = outcome.value;
    const group = { manager, kind, bindings: offers.map((offer) => pickOfOffer(manager, offer)) };
    if (kind === 'same') return { groups: [group], problem: undefined };
    groups.push(group);
  }
  return { groups: fewest(groups), problem };
}

function fewest(groups: readonly OfferGroup[]): OfferGroup[] {
  let left = mostOffers;
  return groups
    .map((group) => {
      const bindings = group.bindings.slice(0, left);
      left -= bindings.length;
      return { ...group, bindings };
    })
    .filter(({ bindings }) => bindings.length > 0);
}
