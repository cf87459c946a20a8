import { describe, expect, it } from 'vitest';
import { nextState, type PickerEvent, type PickerState } from './state';

const start: PickerState = {
  managerId: 'm',
  vaultId: undefined,
  item: undefined,
  column: 'items',
  text: '',
  itemsText: '',
  activePlace: 0,
  activeItem: 0,
  activeField: undefined,
};
const item = { vaultId: 'v', itemId: 'i', title: 'Stripe' };
const stateAfter = (...events: PickerEvent[]) => events.reduce(nextState, start);

describe('the picker', () => {
  it('keeps the search while an item is open, and gives it back with the place in the list', () => {
    const state = stateAfter(
      { type: 'typed', text: 'str' },
      { type: 'moved', index: 3 },
      { type: 'item-opened', item, index: 3 },
      { type: 'typed', text: 'key' },
      { type: 'went-back', placeIndex: 1 },
    );
    expect(state).toMatchObject({ item: undefined, column: 'items', text: 'str', activeItem: 3 });
  });

  it('goes from items to places, and typing leads back to the items', () => {
    const places = stateAfter({ type: 'went-back', placeIndex: 2 });
    expect(places).toMatchObject({ column: 'places', activePlace: 2 });
    expect(nextState(places, { type: 'typed', text: 'x' })).toMatchObject({ column: 'items', activeItem: 0 });
  });

  it('keeps what is searched when another vault is opened', () => {
    const state = stateAfter(
      { type: 'typed', text: 'db' },
      { type: 'place-opened', managerId: 'm', vaultId: 'w' },
    );
    expect(state).toMatchObject({ text: 'db', vaultId: 'w', column: 'items', activeItem: 0 });
  });

  it('moves in the column where the keyboard is', () => {
    expect(stateAfter({ type: 'item-opened', item, index: 0 }, { type: 'moved', index: 2 })).toMatchObject({
      activeField: 2,
      activeItem: 0,
    });
  });
});
