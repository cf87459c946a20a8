import { holdsAll, wordsOf } from '@/lib/kernel/fold';
import { beginsReference } from '@/lib/providers/references';

/** Where the keyboard is: choosing a manager or vault, an item of it, a field of that. */
export type Column = 'places' | 'items' | 'fields';

export interface OpenItem {
  vaultId: string;
  itemId: string;
  /** Empty while it is not known: the item came from a link or a binding. */
  title: string;
  /** As the binding names it, where the vaults cannot be listed. */
  vaultTitle?: string | undefined;
}

export interface PickerState {
  managerId: string | undefined;
  /** Undefined: all vaults of the manager. */
  vaultId: string | undefined;
  item: OpenItem | undefined;
  column: Column;
  /** What stands in the search box: of the items, or of the fields while an item is open. */
  text: string;
  /** The search that led to the open item, for the way back. */
  itemsText: string;
  activePlace: number;
  activeItem: number;
  /** Among what completes a reference. */
  activeCompletion: number;
  /** Undefined: the field that fits best. */
  activeField: number | undefined;
}

export type PickerEvent =
  /** `managerId`: the text goes on in another secret manager. */
  | { type: 'typed'; text: string; managerId?: string | undefined }
  /** `title`: of the vault, or of the secret manager. */
  | { type: 'place-opened'; managerId: string; vaultId: string | undefined; title: string }
  | { type: 'item-opened'; item: OpenItem; index: number; managerId?: string }
  | { type: 'link-followed'; item: OpenItem }
  | { type: 'moved'; index: number; column?: Column }
  | { type: 'completion-moved'; index: number }
  | { type: 'went-back'; placeIndex: number };

/** The picker's next state. */
export function nextState(state: PickerState, event: PickerEvent): PickerState {
  switch (event.type) {
    case 'typed':
      return typed(state, event);
    case 'place-opened':
      return {
        ...state,
        managerId: event.managerId,
        vaultId: event.vaultId,
        item: undefined,
        column: 'items',
        text: state.item || isAbout(state.text, event.title) ? '' : state.text,
        activeItem: 0,
      };
    case 'item-opened':
      return {
        ...state,
        ...(event.managerId ? { managerId: event.managerId, vaultId: undefined } : {}),
        item: event.item,
        column: 'fields',
        itemsText: state.text,
        text: '',
        activeItem: event.index,
        activeField: undefined,
      };
    case 'link-followed':
      return {
        ...state,
        vaultId: event.item.vaultId,
        item: event.item,
        column: 'fields',
        itemsText: '',
        text: '',
        activeField: undefined,
      };
    case 'moved':
      return moved({ ...state, column: event.column ?? state.column }, event.index);
    case 'completion-moved':
      return { ...state, activeCompletion: event.index };
    case 'went-back':
      return wentBack(state, event.placeIndex);
  }
}

function typed(state: PickerState, { text, managerId }: PickerEvent & { type: 'typed' }): PickerState {
  const next = { ...state, text, activeCompletion: 0 };
  if (managerId && managerId !== state.managerId) {
    return { ...next, managerId, vaultId: undefined, item: undefined, column: 'items', activeItem: 0 };
  }
  return state.item
    ? { ...next, column: 'fields', activeField: text === '' ? undefined : 0 }
    : { ...next, column: 'items', activeItem: 0 };
}

/** What was typed to find the place that is opened now, or a reference, is no search in it. */
function isAbout(text: string, title: string): boolean {
  return beginsReference(text.trim()) || holdsAll(title, wordsOf(text));
}

function moved(state: PickerState, index: number): PickerState {
  switch (state.column) {
    case 'places':
      return { ...state, activePlace: index };
    case 'items':
      return { ...state, activeItem: index };
    case 'fields':
      return { ...state, activeField: index };
  }
}

function wentBack(state: PickerState, placeIndex: number): PickerState {
  if (state.item) {
    return { ...state, item: undefined, column: 'items', text: state.itemsText, itemsText: '' };
  }
  return { ...state, column: 'places', activePlace: placeIndex };
}
