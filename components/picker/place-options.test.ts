import { describe, expect, it } from 'vitest';
import type { ManagerView } from '@/lib/managers/schema';
import { isPresent, narrowPlaces, type PlaceOption, placeOptions } from './place-options';
import type { TopsListing } from './use-browse';

// The list of places reads no more of a secret manager than this.
const manager = { id: 'm', name: 'One', provider: 'onepassword', scope: 'platform' } as ManagerView;
const everywhere = { scope: 'platform' as const, projectIds: [] };
const problem = { type: '', title: 'Away', status: 503, code: 'provider_unavailable' as const, detail: '' };
const tree = (scheme: string, listing: Partial<TopsListing['listing']>): TopsListing => ({
  managerId: 'm',
  scheme,
  level: scheme === 'op' ? 'vault' : 'environment',
  listing: { data: undefined, problem: undefined, isLoading: false, retry: () => {}, ...listing },
});
const top = (id: string, title: string) => ({ id, title, itemCount: null });
const told = (options: readonly PlaceOption[]) =>
  options.map((option) => (option.kind === 'top' ? option.top.title : option.kind));
const both = [
  tree('op', { data: [top('v', 'Production')] }),
  tree('op-environment', { data: [top('e', 'Staging shop')] }),
];

describe('the places to choose from', () => {
  it('list environments after the vaults, under a heading of their own', () => {
    const options = placeOptions([manager], everywhere, both);
    expect(told(options)).toEqual(['manager', 'Production', 'tree', 'Staging shop']);
  });

  it('keep the heading where none is listed: one may be opened by its id', () => {
    const options = placeOptions([manager], everywhere, [
      both[0] ?? tree('op', {}),
      tree('op-environment', { data: [] }),
    ]);
    expect(told(options)).toEqual(['manager', 'Production', 'tree']);
  });

  it('say once that a secret manager cannot be asked', () => {
    const away = [tree('op', { problem }), tree('op-environment', { problem })];
    expect(told(placeOptions([manager], everywhere, away))).toEqual(['manager', 'retry']);
  });

  it('keep the heading above an environment that fits the filter, and no heading above nothing', () => {
    const options = placeOptions([{ ...manager, name: 'Company' }], everywhere, both);
    expect(told(narrowPlaces(options, 'shop'))).toEqual(['manager', 'tree', 'Staging shop']);
    expect(told(narrowPlaces(options, 'prod'))).toEqual(['manager', 'Production']);
  });

  it('mark what is open: all vaults, all environments, or one of either', () => {
    const options = placeOptions([manager], everywhere, both);
    const marked = (scheme: string, topId?: string) =>
      told(options.filter((option) => isPresent(option, { managerId: 'm', scheme, topId })));
    expect(marked('op')).toEqual(['manager']);
    expect(marked('op', 'v')).toEqual(['Production']);
    expect(marked('op-environment')).toEqual(['tree']);
    expect(marked('op-environment', 'e')).toEqual(['Staging shop']);
  });
});
