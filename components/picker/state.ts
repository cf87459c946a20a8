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
  /** Undefined: the field that fits best. */
  activeField: number | undefined;
}

export type PickerEvent =
  | { type: 'typed'; text: string }
  | { type: 'place-opened'; managerId: string; vaultId: string | undefined }
  | { type: 'item-opened'; item: OpenItem; index: number }
  | { type: 'link-followed'; item: OpenItem }
  | { type: 'moved'; index: number }
  | { type: 'went-back'; placeIndex: number };

/** The picker's next state. */
export function nextState(state: PickerState, event: PickerEvent): PickerState {
  switch (event.type) {
    case 'typed':
      return state.item
        ? { ...state, text: event.text, column: 'fields', activeField: event.text === '' ? undefined : 0 }
        : { ...state, text: event.text, column: 'items', activeItem: 0 };
    case 'place-opened':
      return {
        ...state,
        managerId: event.managerId,
        vaultId: event.vaultId,
        item: undefined,
        column: 'items',
        text: state.item ? '' : state.text,
        activeItem: 0,
      };
    case 'item-opened':
      return {
        ...state,
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
      return moved(state, event.index);
    case 'went-back':
      return wentBack(state, event.placeIndex);
  }
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
