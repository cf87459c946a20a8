'use client';

import type { ManagerView } from '@/lib/managers/schema';
import { parseLocator, treesOf } from '@/lib/providers/references';
import type { SearchHit } from '@/lib/secrets/schema';
import type { Binding, ChosenItem } from './binding';
import type { Completion } from './completion';
import { countText } from './count-text';
import type { Move } from './keys';
import { hasUnits, type LevelOption } from './level-options';
import { awayIn, foundIn } from './pasted-pane';
import { usePickerDeps } from './picker-provider';
import { pickOfCheck, pickOfChoice, pickOfOffer, pickUnverified } from './picks';
import { isPresent, type PlaceOption, type PresentPlace } from './place-options';
import { type Recognised, recognise } from './recognise';
import { type Column, type PathStep, unitsView } from './state';
import { titlesOfPath, trailOf } from './trail-of';
import { onlyOffer, useOffers } from './use-offers';
import { type Attempt, usePasted } from './use-pasted';
import type { PickerModel } from './use-picker';
import { useTest } from './use-test';

/** What can be done in the picker, and what would be bound by it now. */
export function useCommands(
  picker: PickerModel,
  onUse: (binding: Binding) => void,
  onItem?: (item: ChosenItem) => void,
) {
  const { check, suggest, managers } = usePickerDeps();
  const { state, dispatch, recognised, places, options, manager } = picker;
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
    const { id: managerId, name, provider } = option.manager;
    picker.openManager(managerId);
    const scheme = option.kind === 'manager' ? firstSchemeOf(provider) : option.scheme;
    const top = option.kind === 'top' ? option.top : undefined;
    const path = top ? [{ id: top.id, title: top.title }] : [];
    dispatch({ type: 'place-opened', at: { managerId, scheme }, path, title: top?.title ?? name });
    picker.forgetPlacesText();
  };
  const open = (option: LevelOption, index: number) => {
    switch (option.kind) {
      case 'read':
        return picker.search.readMore();
      case 'hit':
        return openHit(option.hit, index);
      case 'choice':
        return dispatch({ type: 'moved', index, column: 'list' });
      case 'top': {
        const { id, title } = option.top;
        const at = { managerId: state.managerId ?? '', scheme: option.scheme };
        return dispatch({ type: 'place-opened', at, path: [{ id, title }], title });
      }
      case 'by-id': {
        const at = { managerId: state.managerId ?? '', scheme: option.scheme };
        return dispatch({ type: 'place-opened', at, path: [{ id: option.id, title: '' }], title: option.id });
      }
      case 'item': {
        const { vaultId, id: itemId, title, vaultTitle } = option.item;
        if (onItem && manager) return onItem({ manager, vaultId, itemId, title, vaultTitle });
        const path = [
          { id: vaultId, title: vaultTitle },
          { id: itemId, title },
        ];
        return dispatch({ type: 'opened', path, index });
      }
    }
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
    if (hit.kind === 'field') return dispatch({ type: 'moved', index, column: 'list' });
    picker.openManager(managerId);
    const tree = treesOf(of.provider).find(({ levels }) => levels[0] === hit.kind);
    const at = { managerId, scheme: tree?.scheme ?? firstSchemeOf(of.provider) };
    const top: PathStep = { id: vaultId, title: titles.vault };
    if (itemId === undefined) return dispatch({ type: 'place-opened', at, path: [top], title: top.title });
    dispatch({ type: 'opened', path: [top, { id: itemId, title: titles.item ?? '' }], index, at });
  };
  const complete = ({ text, managerId }: Completion) => {
    picker.openManager(managerId);
    const of = managers.find(({ id }) => id === managerId);
    const scheme = of ? firstSchemeOf(of.provider) : state.scheme;
    dispatch({ type: 'typed', text, at: { managerId, scheme } });
  };
  const back = () => {
    const present = presentIn(picker);
    const at = places.findIndex((option) => isPresent(option, present));
    dispatch({ type: 'went-back', placeIndex: Math.max(0, at) });
  };
  const bindMember = (index: number) => {
    dispatch({ type: 'moved', index });
    const chosen = pickOf({ ...picker, active: index }, pasted.attempts, managers);
    if (chosen) onUse(chosen.reference === pick?.reference ? pick : chosen);
  };
  const completion = completions.options[state.activeCompletion];
  const openActive = () => {
    if (completion) return completion.binding ? pick && onUse(pick) : complete(completion);
    if (pasted.isTyped) return pasted.ask();
    if (recognised.kind !== 'search') return pick && onUse(pick);
    if (state.column === 'places') {
      const option = places[state.activePlace];
      return option && openPlace(option);
    }
    const option = options[picker.active];
    if (!option || option.kind === 'choice' || (isBindable(option) && !onItem)) return pick && onUse(pick);
    return open(option, picker.active);
  };

  return {
    pick,
    isPickEmpty: recognised.kind === 'search' && (choiceAt(picker)?.field.isEmpty ?? false),
    /** The choice that the keyboard is on and that cannot be bound. */
    unbindable: recognised.kind === 'search' ? unbindableIn(picker) : undefined,
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
    trail: trailOf(picker),
    countText: countText(picker),
    countOf: (column: Column) => (column === 'places' ? places : options).length,
    openPlace,
    goToPlaces: () => dispatch({ type: 'moved', index: state.activePlace, column: 'places' }),
    open,
    /** A double click, on what can be bound. */
    chooseTwice: (option: LevelOption, index: number) => {
      if (option.kind === 'choice') bindMember(index);
      else if (isBindable(option) && pick) onUse(pick);
    },
    complete,
    chooseCompletion: (option: Completion, index: number) =>
      option.binding ? dispatch({ type: 'completion-moved', index }) : complete(option),
    back,
    type: (text: string) => {
      const link = recognise(text);
      if (link.kind !== 'link') return dispatch({ type: 'typed', text });
      dispatch({
        type: 'link-followed',
        scheme: link.scheme,
        path: link.path.map((id) => ({ id, title: '' })),
      });
    },
    move: (move: Move) => {
      if (move.type === 'to') {
        const isCompleting = completions.options.length > 0;
        dispatch({ type: isCompleting ? 'completion-moved' : 'moved', index: move.index });
      } else if (move.type === 'back') back();
      else openActive();
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

function choiceAt({ options, active }: PickerModel) {
  const option = options[active];
  return option?.kind === 'choice' ? option.choice : undefined;
}

function unbindableIn(picker: PickerModel) {
  const choice = choiceAt(picker);
  return choice?.reference === '' ? choice.field : undefined;
}

/** Whether an option is chosen, then used, rather than opened. */
function isBindable(option: LevelOption): boolean {
  return option.kind === 'choice' || (option.kind === 'hit' && option.hit.kind === 'field');
}

function firstSchemeOf(provider: ManagerView['provider']): string {
  return treesOf(provider)[0]?.scheme ?? '';
}

/** Which place the rail marks: the open one, or where a pasted reference was found; none while it is looked for. */
function presentOf(picker: PickerModel, attempts: Parameters<typeof foundIn>[0]): PresentPlace {
  const { kind } = picker.recognised;
  if (kind === 'search' || kind === 'link') return presentIn(picker);
  const found = foundIn(attempts);
  const ids = found?.outcome.ok ? found.outcome.value.reference?.ids : undefined;
  const at = ids === undefined ? undefined : parseLocator(ids);
  return { managerId: found?.manager.id, scheme: at?.scheme, topId: at?.container };
}

function presentIn({ state }: PickerModel): PresentPlace {
  return { managerId: state.managerId, scheme: state.scheme, topId: unitsView(state).path[0]?.id };
}

/** What would be bound now: the field that the keyboard is on, or the reference in the search box. */
function pickOf(
  picker: PickerModel,
  attempts: Parameters<typeof foundIn>[0],
  managers: readonly ManagerView[],
): Binding | undefined {
  const { recognised, manager, state, members, completions } = picker;
  const completion = completions.options[state.activeCompletion];
  if (completion) return completion.binding;
  if (recognised.kind === 'reference') {
    const found = foundIn(attempts);
    if (found?.outcome.ok) return pickOfCheck(found.manager, found.outcome.value);
    const away = awayIn(attempts);
    return away && pickUnverified(away.manager, recognised.text);
  }
  if (recognised.kind !== 'search') return undefined;
  const hit = state.column === 'list' ? pickOfHit(picker.options[picker.active], managers) : undefined;
  if (hit) return hit;
  const choice = choiceAt(picker);
  if (!choice || choice.reference === '' || !manager) return undefined;
  const [vaultTitle = '', itemTitle = ''] = titlesOfPath(picker);
  return pickOfChoice(
    manager,
    { vaultTitle, itemTitle: hasUnits(state) ? members.data?.title || itemTitle : '' },
    choice,
  );
}

function pickOfHit(option: LevelOption | undefined, managers: readonly ManagerView[]): Binding | undefined {
  if (option?.kind !== 'hit') return undefined;
  const { secretManagerId, reference, shownReference, titles } = option.hit;
  const { item, field } = titles;
  const manager = managers.find(({ id }) => id === secretManagerId);
  if (!manager || !reference || !shownReference || item === undefined || field === undefined)
    return undefined;
  return pickOfOffer(manager, { reference, shownReference, titles: { ...titles, item, field } });
}
