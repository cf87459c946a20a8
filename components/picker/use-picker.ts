'use client';

import { useDeferredValue, useMemo, useReducer, useState } from 'react';
import type { ManagerView } from '@/lib/managers/schema';
import { partsOf } from '@/lib/providers/references';
import type { Binding, Vault } from './binding';
import { choicesOf } from './choices';
import { allVaultsLimit, itemOptions } from './item-options';
import { usePickerDeps } from './picker-provider';
import { bestChoice, itemOfBinding, narrowSections } from './picks';
import { narrowPlaces, placeOptions } from './place-options';
import { type Recognised, recognise } from './recognise';
import { type ConnectionScope, isServing } from './serving';
import { nextState, type PickerState } from './state';
import { useFields, useItems, useVaults } from './use-browse';
import { useCompletions } from './use-completion';
import { useWhole } from './use-pasted';
import { useSearch } from './use-search';

// So few that listing the vaults of all costs next to nothing.
const fewManagers = 3;
const none: readonly Vault[] = [];

export interface PickerInput {
  fieldLabel: string;
  connection: ConnectionScope;
  binding: Binding | undefined;
  textAtFirst: string;
}

/** Everything that the picker shows, from its state and the listings. */
export function usePicker({ fieldLabel, connection, binding, textAtFirst }: PickerInput) {
  const { managers } = usePickerDeps();
  const serving = useMemo(
    () => managers.filter((manager) => isServing(manager, connection)),
    [managers, connection],
  );
  const [state, dispatch] = useReducer(nextState, undefined, () => firstState(serving, binding, textAtFirst));
  const [opened, setOpened] = useState<readonly string[]>(() =>
    serving.length <= fewManagers ? serving.map(({ id }) => id) : state.managerId ? [state.managerId] : [],
  );
  const vaultsByManager = useVaults(opened);
  const manager = managers.find(({ id }) => id === state.managerId);
  const vaults = vaultsByManager.get(state.managerId ?? '') ?? unopened;
  const place = state.vaultId ? ('one-vault' as const) : ('all-vaults' as const);
  const listed = useMemo(() => {
    const all = vaults.data ?? none;
    if (state.vaultId) return all.filter(({ id }) => id === state.vaultId);
    return all.length <= allVaultsLimit ? all : none;
  }, [vaults.data, state.vaultId]);
  const items = useItems(state.managerId ?? '', listed);
  const fields = useFields(
    state.item && state.managerId
      ? { managerId: state.managerId, vaultId: state.item.vaultId, itemId: state.item.itemId }
      : undefined,
  );
  const recognised = useMemo(() => recognise(state.text), [state.text]);
  const whole = useWhole(state.text);
  const searched = useDeferredValue(recognised.kind === 'search' ? state.text : '');
  const search = useSearch(textToSearch(recognised, state), connection);
  const itemChoices = useMemo(
    () =>
      itemOptions({
        vaults: vaults.data ?? none,
        items: items.data ?? [],
        text: state.item ? state.itemsText : searched,
        managerId: state.managerId,
        vaultId: state.vaultId,
        answer: search.answer,
      }),
    [vaults.data, items.data, searched, state, search.answer],
  );
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
    vaults: vaultsByManager,
    answer: search.answer,
  });
  const [placesText, setPlacesText] = useState('');
  const sections = useMemo(
    () => narrowSections(choicesOf(fields.data?.items ?? []), state.item ? searched : ''),
    [fields.data, searched, state.item],
  );
  const activeField = state.activeField ?? bestChoice(sections, fieldLabel, binding?.reference);
  return {
    state,
    dispatch,
    connection,
    manager,
    serving,
    vaults,
    place,
    items,
    fields,
    recognised,
    itemChoices,
    sections,
    activeField,
    /** Those that serve the connection, the present one first. */
    ordered,
    whole,
    search,
    completions,
    places: narrowPlaces(placeOptions(managers, connection, vaultsByManager), placesText),
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

const unopened = { data: undefined, problem: undefined, isLoading: false, retry: () => {} };

/** What is searched over all secret managers: items and fields, or the vault that a reference begins with. */
function textToSearch(recognised: Recognised, { item, itemsText }: PickerState): string | undefined {
  if (recognised.kind === 'begun') {
    const [first, ...others] = partsOf(recognised.text);
    return others.length === 0 ? first : undefined;
  }
  if (item) return itemsText;
  return recognised.kind === 'search' ? recognised.text : undefined;
}

function firstState(
  serving: readonly ManagerView[],
  binding: Binding | undefined,
  textAtFirst: string,
): PickerState {
  const bound = binding && serving.find(({ id }) => id === binding.secretManagerId);
  const working = serving.find(({ status }) => status === 'connected') ?? serving[0];
  const at = bound && textAtFirst === '' ? itemOfBinding(binding) : undefined;
  return {
    managerId: (bound ?? working)?.id,
    vaultId: at?.vaultId,
    item: at && { ...at, title: binding?.titles?.item ?? '', vaultTitle: binding?.titles?.vault },
    column: at ? 'fields' : 'items',
    text: textAtFirst,
    itemsText: '',
    activePlace: 0,
    activeItem: 0,
    activeCompletion: 0,
    activeField: undefined,
  };
}
