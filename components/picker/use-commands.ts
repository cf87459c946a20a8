'use client';

import type { ManagerView } from '@/lib/managers/schema';
import { parseLocator } from '@/lib/providers/references';
import type { SearchHit } from '@/lib/secrets/schema';
import type { Binding, ChosenItem, Vault } from './binding';
import type { Completion } from './completion';
import type { ItemOption } from './item-options';
import type { Move } from './keys';
import { awayIn, foundIn } from './pasted-pane';
import { usePickerDeps } from './picker-provider';
import { pickOfCheck, pickOfChoice, pickOfOffer, pickUnverified } from './picks';
import type { PlaceOption } from './place-options';
import { type Recognised, recognise } from './recognise';
import type { Column } from './state';
import type { TrailPart } from './trail';
import { onlyOffer, useOffers } from './use-offers';
import { type Attempt, usePasted } from './use-pasted';
import type { PickerModel } from './use-picker';
import { useTest } from './use-test';
import { pickerWords as words } from './words';

/** What can be done in the picker, and what would be bound by it now. */
export function useCommands(
  picker: PickerModel,
  onUse: (binding: Binding) => void,
  onItem?: (item: ChosenItem) => void,
) {
  const { check, suggest, managers } = usePickerDeps();
  const { state, dispatch, recognised, places, itemChoices, manager } = picker;
  const { ordered: asked, completions } = picker;
  const pasted = usePasted(recognised.kind === 'reference' ? recognised.text : undefined, asked, {
    check,
    whole: picker.whole,
    isListed: completions.isListed,
  });
  const offers = useOffers(suggest, {
    text: textToLookUp(recognised, pasted),
    managers: asked,
    connection: picker.connection,
  });
  const picked = pickOf(picker, pasted.attempts, managers) ?? onlyOffer(offers);
  const tested = useTest(
    check,
    picked && { secretManagerId: picked.secretManagerId, reference: picked.reference },
  );
  const isFound = tested.outcome?.ok === true && tested.outcome.value.ok;
  const pick: Binding | undefined =
    picked?.trust === 'chosen' && isFound ? { ...picked, trust: 'verified' } : picked;
  const foundOutcome = recognised.kind === 'reference' ? foundIn(pasted.attempts)?.outcome : undefined;

  const openPlace = (option: PlaceOption) => {
    if (option.kind === 'retry') return option.retry();
    if (option.kind === 'loading' || (option.kind === 'manager' && !option.isServing)) return;
    picker.openManager(option.manager.id);
    const vaultId = option.kind === 'vault' ? option.vault.id : undefined;
    const { title } = option.kind === 'vault' ? option.vault : { title: option.manager.name };
    dispatch({ type: 'place-opened', managerId: option.manager.id, vaultId, title });
    picker.forgetPlacesText();
  };
  const openItem = (option: ItemOption, index: number) => {
    if (option.kind === 'read') return picker.search.readMore();
    if (option.kind === 'hit') return openHit(option.hit, index);
    if (option.kind === 'vault') {
      const { id, title } = option.vault;
      return dispatch({ type: 'place-opened', managerId: state.managerId ?? '', vaultId: id, title });
    }
    const { vaultId, id: itemId, title, vaultTitle } = option.item;
    if (onItem && manager) return onItem({ manager, vaultId, itemId, title, vaultTitle });
    dispatch({ type: 'item-opened', item: { vaultId, itemId, title }, index });
  };
  const openHit = (hit: SearchHit, index: number) => {
    const { secretManagerId: managerId, vaultId, itemId, titles } = hit;
    const of = managers.find(({ id }) => id === managerId);
    if (!of) return;
    if (itemId !== undefined && onItem) {
      const { item: title = '', vault: vaultTitle } = titles;
      return onItem({ manager: of, vaultId, itemId, title, vaultTitle });
    }
    // As among the fields of an item: chosen, then used.
    if (hit.kind === 'field') return dispatch({ type: 'moved', index, column: 'items' });
    picker.openManager(managerId);
    if (itemId === undefined) {
      return dispatch({ type: 'place-opened', managerId, vaultId, title: titles.vault });
    }
    const item = { vaultId, itemId, title: titles.item ?? '', vaultTitle: titles.vault };
    dispatch({ type: 'item-opened', item, index, managerId });
  };
  const complete = ({ text, managerId }: Completion) => {
    picker.openManager(managerId);
    dispatch({ type: 'typed', text, managerId });
  };
  const back = () => {
    const at = places.findIndex(
      (option) =>
        option.manager.id === state.managerId &&
        (option.kind === 'vault' ? option.vault.id === state.vaultId : !state.vaultId),
    );
    dispatch({ type: 'went-back', placeIndex: Math.max(0, at) });
  };
  const useField = (index: number) => {
    dispatch({ type: 'moved', index });
    const chosen = pickOf({ ...picker, activeField: index }, pasted.attempts, managers);
    if (chosen) onUse(chosen.reference === pick?.reference ? pick : chosen);
  };
  const completion = completions.options[state.activeCompletion];
  const open = () => {
    if (completion) return completion.binding ? pick && onUse(pick) : complete(completion);
    if (pasted.isTyped) return pasted.ask();
    if (recognised.kind !== 'search' || state.column === 'fields') return pick && onUse(pick);
    if (state.column === 'places') {
      const option = places[state.activePlace];
      return option && openPlace(option);
    }
    const option = itemChoices[state.activeItem];
    const isField = option?.kind === 'hit' && option.hit.kind === 'field' && !onItem;
    if (isField) return pick && onUse(pick);
    return option && openItem(option, state.activeItem);
  };

  return {
    pick,
    isPickEmpty: recognised.kind === 'search' && (choiceAt(picker)?.field.isEmpty ?? false),
    test: foundOutcome ? { ...tested, outcome: tested.outcome ?? foundOutcome } : tested,
    pasted: {
      attempts: pasted.attempts,
      isChecking: pasted.isChecking,
      isTyped: pasted.isTyped,
      isKnown: completions.isKnown,
      onAsk: pasted.ask,
      nextManager: asked[pasted.attempts.length] ?? asked[0],
      onRetry: pasted.again,
      onSearch: (text: string) => dispatch({ type: 'typed', text }),
      offers,
      onUse,
    },
    present: presentOf(picker, pasted.attempts),
    trail: trailOf(picker, dispatch),
    countText: countText(picker),
    countOf: (column: Column) => counts(picker)[column],
    openPlace,
    goToPlaces: () => dispatch({ type: 'moved', index: state.activePlace, column: 'places' }),
    openItem,
    /** A double click, on a field that was found. */
    chooseTwice: (option: ItemOption) =>
      option.kind === 'hit' && option.hit.kind === 'field' && pick && onUse(pick),
    complete,
    chooseCompletion: (option: Completion, index: number) =>
      option.binding ? dispatch({ type: 'completion-moved', index }) : complete(option),
    back,
    activateField: (index: number) => dispatch({ type: 'moved', index }),
    useField,
    type: (text: string) => {
      const link = recognise(text);
      if (link.kind !== 'link') return dispatch({ type: 'typed', text });
      dispatch({ type: 'link-followed', item: { vaultId: link.vaultId, itemId: link.itemId, title: '' } });
    },
    move: (move: Move) => {
      if (move.type === 'to') {
        const isCompleting = completions.options.length > 0;
        dispatch({ type: isCompleting ? 'completion-moved' : 'moved', index: move.index });
      } else if (move.type === 'back') back();
      else open();
    },
    manager,
  };
}

/** What is to be looked up: names that make no reference, or a reference that was found nowhere. */
function textToLookUp(
  recognised: Recognised,
  { attempts, isChecking }: { attempts: readonly Attempt[]; isChecking: boolean },
): string | undefined {
  if (recognised.kind === 'names') return recognised.text;
  if (recognised.kind !== 'reference' || isChecking || foundIn(attempts)) return undefined;
  const isMissing = attempts.some(
    ({ outcome }) => outcome.ok && !outcome.value.ok && outcome.value.code === 'secret_not_found',
  );
  return isMissing ? recognised.text : undefined;
}

function counts({ places, itemChoices, sections }: PickerModel): Record<Column, number> {
  const fields = sections.reduce((count, { choices }) => count + choices.length, 0);
  return { places: places.length, items: itemChoices.length, fields };
}

function choiceAt({ state, sections, activeField }: PickerModel) {
  return state.item ? sections.flatMap(({ choices }) => choices)[activeField] : undefined;
}

/** Which place the rail marks: the open one, or where a pasted reference was found; none while it is looked for. */
function presentOf(
  { recognised, state }: PickerModel,
  attempts: Parameters<typeof foundIn>[0],
): { managerId: string | undefined; vaultId: string | undefined } {
  if (recognised.kind === 'search' || recognised.kind === 'link') return state;
  const found = foundIn(attempts);
  const ids = found?.outcome.ok ? found.outcome.value.reference?.ids : undefined;
  return { managerId: found?.manager.id, vaultId: ids && parseLocator(ids).container };
}

/** What would be bound now: the field that the keyboard is on, or the reference in the search box. */
function pickOf(
  picker: PickerModel,
  attempts: Parameters<typeof foundIn>[0],
  managers: readonly ManagerView[],
): Binding | undefined {
  const { recognised, manager, state, fields, vaults, completions } = picker;
  const completion = completions.options[state.activeCompletion];
  if (completion) return completion.binding;
  if (recognised.kind === 'reference') {
    const found = foundIn(attempts);
    if (found?.outcome.ok) return pickOfCheck(found.manager, found.outcome.value);
    const away = awayIn(attempts);
    return away && pickUnverified(away.manager, recognised.text);
  }
  if (recognised.kind === 'search' && !state.item && state.column === 'items') {
    return pickOfHit(picker.itemChoices[state.activeItem], managers);
  }
  const choice = choiceAt(picker);
  if (!choice || !manager || !state.item || recognised.kind !== 'search') return undefined;
  const vaultTitle =
    vaults.data?.find(({ id }) => id === state.item?.vaultId)?.title ??
    state.item.vaultTitle ??
    state.item.vaultId;
  return pickOfChoice(manager, { vaultTitle, itemTitle: fields.data?.itemTitle ?? state.item.title }, choice);
}

function pickOfHit(option: ItemOption | undefined, managers: readonly ManagerView[]): Binding | undefined {
  if (option?.kind !== 'hit') return undefined;
  const { secretManagerId, reference, shownReference, titles } = option.hit;
  const { item, field } = titles;
  const manager = managers.find(({ id }) => id === secretManagerId);
  if (!manager || !reference || !shownReference || item === undefined || field === undefined)
    return undefined;
  return pickOfOffer(manager, { reference, shownReference, titles: { ...titles, item, field } });
}

function trailOf(
  { state, manager, vaults, fields }: PickerModel,
  dispatch: PickerModel['dispatch'],
): TrailPart[] {
  if (!manager) return [];
  const { item } = state;
  const vaultId = item?.vaultId ?? state.vaultId;
  const vault = vaults.data?.find(({ id }) => id === vaultId);
  const open = (id: string | undefined) => () =>
    dispatch({
      type: 'place-opened',
      managerId: manager.id,
      vaultId: id,
      title: vault?.title ?? manager.name,
    });
  const parts: TrailPart[] = [
    { label: manager.name, onOpen: item || state.vaultId ? open(undefined) : undefined },
  ];
  if (!vaultId) return [...parts, { label: words.allVaults }];
  parts.push({
    label: vault?.title ?? item?.vaultTitle ?? vaultId,
    onOpen: item ? open(vaultId) : undefined,
  });
  if (item) parts.push({ label: fields.data?.itemTitle ?? item.title });
  return parts;
}

// Fewer are there before this could be read.
const manyItems = 500;

/** A vault of ten thousand takes seconds the first time: it is said what is waited for. */
function readingText(vaults: readonly Vault[], vaultId: string | undefined): string {
  const listed = vaultId ? vaults.filter(({ id }) => id === vaultId) : vaults;
  const count = listed.reduce((sum, { itemCount }) => sum + (itemCount ?? 0), 0);
  return count < manyItems ? '' : words.reading(count);
}

function countText({ state, items, itemChoices, vaults }: PickerModel): string {
  if (state.item || vaults.problem) return '';
  if (!items.data) return items.isLoading ? readingText(vaults.data ?? [], state.vaultId) : '';
  const found = itemChoices.filter(({ kind }) => kind === 'item').length;
  const others = itemChoices.filter(({ kind }) => kind === 'hit').length;
  if (others > 0) return words.found(found + others);
  if (items.data.length === 0) return '';
  if (items.isLoading) return words.countSoFar(items.data.length);
  return state.text === '' ? words.itemCount(items.data.length) : words.foundCount(found, items.data.length);
}
