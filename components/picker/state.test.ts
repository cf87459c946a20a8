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
  activeCompletion: 0,
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
      { type: 'place-opened', managerId: 'm', vaultId: 'w', title: 'Warehouse' },
    );
    expect(state).toMatchObject({ text: 'db', vaultId: 'w', column: 'items', activeItem: 0 });
  });

  it('forgets what was typed to find the vault that is opened, and a reference that was begun', () => {
    for (const text of ['ware', 'Wárehouse', 'op://Ware']) {
      const state = stateAfter(
        { type: 'typed', text },
        { type: 'place-opened', managerId: 'm', vaultId: 'w', title: 'Warehouse' },
      );
      expect(state).toMatchObject({ text: '', vaultId: 'w' });
    }
  });

  it('opens an item of another secret manager, and gives the search back', () => {
    const state = stateAfter(
      { type: 'typed', text: 'webhook' },
      { type: 'item-opened', item, index: 1, managerId: 'n' },
      { type: 'went-back', placeIndex: 0 },
    );
    expect(state).toMatchObject({ managerId: 'n', text: 'webhook', item: undefined });
  });

  it('goes on with a reference in the secret manager that completes it', () => {
    const state = stateAfter(
      { type: 'typed', text: 'op://Wa' },
      { type: 'completion-moved', index: 2 },
      { type: 'typed', text: 'op://Warehouse/', managerId: 'n' },
    );
    expect(state).toMatchObject({ managerId: 'n', text: 'op://Warehouse/', activeCompletion: 0 });
  });

  it('moves in the column where the keyboard is', () => {
    expect(stateAfter({ type: 'item-opened', item, index: 0 }, { type: 'moved', index: 2 })).toMatchObject({
      activeField: 2,
      activeItem: 0,
    });
  });
});
