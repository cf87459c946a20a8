import { describe, expect, it } from 'vitest';
import { isAtMembers, nextState, openedAt, type PickerEvent, type PickerState, unitsView } from './state';

const start: PickerState = { ...openedAt('op', []), managerId: 'm' };
const vault = { id: 'v', title: 'Production' };
const item = { id: 'i', title: 'Stripe' };
const at = (managerId: string) => ({ managerId, scheme: 'op' });
const warehouse = { id: 'w', title: 'Warehouse' };
const stateAfter = (...events: PickerEvent[]) => events.reduce(nextState, start);
const opened = (index: number): PickerEvent => ({ type: 'opened', path: [vault, item], index });

describe('the picker', () => {
  it('keeps the search while an item is open, and gives it back with the place in the list', () => {
    const inside = stateAfter({ type: 'typed', text: 'str' }, { type: 'moved', index: 3 }, opened(3), {
      type: 'typed',
      text: 'key',
    });
    expect(unitsView(inside).text).toBe('str');
    const state = nextState(inside, { type: 'went-back', placeIndex: 1 });
    expect(state).toMatchObject({ path: [], above: [], column: 'list', text: 'str', active: 3 });
  });

  it('goes from items to places, and typing leads back to the items', () => {
    const places = stateAfter({ type: 'went-back', placeIndex: 2 });
    expect(places).toMatchObject({ column: 'places', activePlace: 2 });
    expect(nextState(places, { type: 'typed', text: 'x' })).toMatchObject({ column: 'list', active: 0 });
  });

  it('keeps what is searched when another vault is opened', () => {
    const state = stateAfter(
      { type: 'typed', text: 'db' },
      { type: 'place-opened', at: at('m'), path: [warehouse], title: 'Warehouse' },
    );
    expect(state).toMatchObject({ text: 'db', path: [warehouse], column: 'list', active: undefined });
  });

  it('forgets what was typed to find the vault that is opened, and a reference that was begun', () => {
    for (const text of ['ware', 'Wárehouse', 'op://Ware']) {
      const state = stateAfter(
        { type: 'typed', text },
        { type: 'place-opened', at: at('m'), path: [warehouse], title: 'Warehouse' },
      );
      expect(state).toMatchObject({ text: '', path: [warehouse] });
    }
  });

  it('forgets what was searched among fields when another vault is opened', () => {
    const state = stateAfter(
      opened(0),
      { type: 'typed', text: 'key' },
      { type: 'place-opened', at: at('m'), path: [warehouse], title: 'Warehouse' },
    );
    expect(state).toMatchObject({ text: '', above: [], path: [warehouse] });
  });

  it('opens an item of another secret manager, and gives the search back', () => {
    const state = stateAfter(
      { type: 'place-opened', at: at('m'), path: [vault], title: 'Production' },
      { type: 'typed', text: 'webhook' },
      { type: 'opened', path: [vault, item], index: 1, at: at('n') },
      { type: 'went-back', placeIndex: 0 },
    );
    expect(state).toMatchObject({ managerId: 'n', text: 'webhook', path: [] });
  });

  it('goes on with a reference in the secret manager that completes it', () => {
    const state = stateAfter(
      { type: 'typed', text: 'op://Wa' },
      { type: 'completion-moved', index: 2 },
      { type: 'typed', text: 'op://Warehouse/', at: at('n') },
    );
    expect(state).toMatchObject({ managerId: 'n', text: 'op://Warehouse/', activeCompletion: 0 });
  });

  it('moves in the list that is open, and keeps the place in the one above', () => {
    const state = stateAfter(opened(0), { type: 'moved', index: 2 });
    expect([state.active, unitsView(state).active]).toEqual([2, 0]);
  });

  it('follows a link to an item, and goes back to its vault', () => {
    const state = stateAfter({ type: 'link-followed', scheme: 'op', path: [vault, item] });
    expect(isAtMembers(state)).toBe(true);
    expect(nextState(state, { type: 'went-back', placeIndex: 0 })).toMatchObject({
      managerId: 'm',
      path: [vault],
    });
  });

  it('knows what can be bound by the depth of its tree', () => {
    const depths = [[], [vault], [vault, item]].map((path) => isAtMembers({ scheme: 'op', path }));
    expect(depths).toEqual([false, false, true]);
    expect(isAtMembers({ scheme: 'nobody-has-it', path: [] })).toBe(false);
  });
});
