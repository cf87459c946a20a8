'use client';

import { useDeferredValue, useMemo, useReducer, useState } from 'react';
import type { ManagerView } from '@/lib/managers/schema';
import { levelsOf, partsOf, treesOf } from '@/lib/providers/references';
import type { Binding, Top } from './binding';
import { choicesOf } from './choices';
import { allVaultsLimit, hasUnits, memberGroups, type OptionGroup, unitOptions } from './level-options';
import { usePickerDeps } from './picker-provider';
import { bestChoice, narrowSections, placeOfBinding } from './picks';
import { narrowPlaces, placeOptions } from './place-options';
import { type Recognised, recognise } from './recognise';
import { type ConnectionScope, isServing } from './serving';
import { isAtMembers, nextState, openedAt, type PickerState, unitsView } from './state';
import { type Listing, type TopsListing, type TreeOf, useItems, useMembers, useTops } from './use-browse';
import { useCompletions } from './use-completion';
import { useWhole } from './use-pasted';
import { useSearch } from './use-search';

// So few that listing the vaults of all costs next to nothing.
const fewManagers = 3;
const none: readonly Top[] = [];

export interface PickerInput {
  fieldLabel: string;
  connection: ConnectionScope;
  binding: Binding | undefined;
  textAtFirst: string;
}

/** Everything that the picker shows, from its state and the listings. `isForItems`: an item is chosen, not what it holds. */
export function usePicker(
  { fieldLabel, connection, binding, textAtFirst }: PickerInput,
  { isForItems }: { isForItems: boolean },
) {
  const { managers } = usePickerDeps();
  const serving = useMemo(
    () => managers.filter((manager) => isServing(manager, connection)),
    [managers, connection],
  );
  const [state, dispatch] = useReducer(nextState, undefined, () => firstState(serving, binding, textAtFirst));
  const [opened, setOpened] = useState<readonly string[]>(() =>
    serving.length <= fewManagers ? serving.map(({ id }) => id) : state.managerId ? [state.managerId] : [],
  );
  const trees = useMemo(
    () =>
      managers.filter(({ id }) => opened.includes(id)).flatMap((each) => treesOfManager(each, isForItems)),
    [managers, opened, isForItems],
  );
  const allTops = useTops(trees);
  const manager = managers.find(({ id }) => id === state.managerId);
  const here = allTops.filter(({ managerId }) => managerId === state.managerId);
  const tree = here.find(({ scheme }) => scheme === state.scheme);
  const tops = tree?.listing ?? unopened;
  const isMembers = isAtMembers(state);
  const units = unitsView(state);
  const topId = units.path[0]?.id;
  const listed = useMemo(() => {
    const all = hasUnits(state) ? (tops.data ?? none) : none;
    if (topId !== undefined) return all.filter(({ id }) => id === topId);
    return all.length <= allVaultsLimit ? all : none;
  }, [tops.data, topId, state]);
  const items = useItems(state.managerId ?? '', listed);
  const members = useMembers(
    isMembers && state.managerId !== undefined
      ? { managerId: state.managerId, scheme: state.scheme, path: state.path.map(({ id }) => id) }
      : undefined,
  );
  const recognised = useMemo(() => recognise(state.text), [state.text]);
  const whole = useWhole(state.text);
  const searched = useDeferredValue(recognised.kind === 'search' ? state.text : '');
  const search = useSearch(textToSearch(recognised, state), connection);
  const sections = useMemo(
    () => narrowSections(choicesOf(members.data?.items ?? []), isMembers ? searched : ''),
    [members.data, searched, isMembers],
  );
  const stamp = here.map(({ scheme, listing }) => `${scheme} ${listing.data?.length}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stamp stands for the listings, which are new objects each time
  const groups = useMemo(
    (): readonly OptionGroup[] =>
      isMembers
        ? memberGroups(sections)
        : oneGroup(
            unitOptions({
              tree: treeTops(tree, state.scheme),
              others: here.filter((other) => other !== tree).map((other) => treeTops(other, other.scheme)),
              items: items.data ?? [],
              text: searched,
              managerId: state.managerId,
              topId,
              answer: search.answer,
            }),
          ),
    [isMembers, sections, tops.data, stamp, items.data, searched, state, topId, search.answer],
  );
  const options = useMemo(() => groups.flatMap((group) => group.options), [groups]);
  const ordered = useMemo(
    () =>
      serving.toSorted(
        (one, other) => Number(other.id === state.managerId) - Number(one.id === state.managerId),
      ),
    [serving, state.managerId],
  );
  const completions = useCompletions({
    recognised,
    isWhole: whole.isWhole,
    managers: ordered,
    tops: allTops,
    answer: search.answer,
  });
  const [placesText, setPlacesText] = useState('');
  const bestFit = isMembers ? bestChoice(sections, fieldLabel, binding?.reference) : 0;
  return {
    state,
    dispatch,
    connection,
    manager,
    serving,
    /** The containers of the open tree. */
    tops,
    /** Whether all that is listed lies in one of them. */
    isOneTop: topId !== undefined,
    items,
    members,
    /** Whether what can be bound is listed. */
    isMembers,
    /** What is listed: what lies in what is open, or in all of a tree whose containers hold units. */
    level: levelsOf(state.scheme)[isMembers ? state.path.length : hasUnits(state) ? 1 : 0] ?? 'item',
    recognised,
    sections,
    groups,
    options,
    active: state.active ?? bestFit,
    /** Those that serve the connection, the present one first. */
    ordered,
    whole,
    search,
    completions,
    places: narrowPlaces(placeOptions(managers, connection, allTops), placesText),
    placesText,
    forgetPlacesText: () => setPlacesText(''),
    searchPlaces: (text: string) => {
      setPlacesText(text);
      dispatch({ type: 'moved', index: 0, column: 'places' });
    },
    openManager: (id: string) => setOpened((before) => (before.includes(id) ? before : [...before, id])),
  };
}

export type PickerModel = ReturnType<typeof usePicker>;

const unopened: Listing<readonly Top[]> = {
  data: undefined,
  problem: undefined,
  isLoading: false,
  retry: () => {},
};

function treesOfManager({ id, provider }: ManagerView, isForItems: boolean): TreeOf[] {
  return treesOf(provider)
    .filter(({ levels }) => !isForItems || levels.includes('item'))
    .map(({ scheme, levels: [level = 'vault'] }) => ({ managerId: id, scheme, level }));
}

function treeTops(tree: TopsListing | undefined, scheme: string) {
  return { scheme, level: levelsOf(scheme)[0] ?? 'vault', tops: tree?.listing.data ?? none };
}

function oneGroup(options: OptionGroup['options']): readonly OptionGroup[] {
  return [{ id: '', title: '', options }];
}

/** What is searched over all secret managers: items and fields, or the vault that a reference begins with. */
function textToSearch(recognised: Recognised, state: PickerState): string | undefined {
  if (recognised.kind === 'begun') {
    const [first, ...others] = partsOf(recognised.text);
    return others.length === 0 ? first : undefined;
  }
  if (isAtMembers(state)) return unitsView(state) === state ? undefined : unitsView(state).text;
  return recognised.kind === 'search' ? recognised.text : undefined;
}

function firstState(
  serving: readonly ManagerView[],
  binding: Binding | undefined,
  textAtFirst: string,
): PickerState {
  const bound = binding && serving.find(({ id }) => id === binding.secretManagerId);
  const working = serving.find(({ status }) => status === 'connected') ?? serving[0];
  const of = bound ?? working;
  const scheme = of ? (treesOf(of.provider)[0]?.scheme ?? '') : '';
  const at = bound && textAtFirst === '' ? placeOfBinding(binding) : undefined;
  const titles = [binding?.titles?.vault ?? '', binding?.titles?.item ?? ''];
  const path = at?.path.map((id, step) => ({ id, title: titles[step] ?? '' }));
  return { ...openedAt(at?.scheme ?? scheme, path ?? []), text: textAtFirst, managerId: of?.id };
}
