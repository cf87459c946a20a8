import { expect, it } from 'vitest';
import { acquireSlot } from './read-slots';

it('lets a manager that hangs hold half of the places and no more, and keeps the others’ free', () => {
  const places = Array.from({ length: 2_000 }, () => acquireSlot('hangs'));
  expect(places).not.toContain(undefined);
  expect(acquireSlot('hangs')).toBeUndefined();
  const other = acquireSlot('answers');
  expect(other).toBeDefined();
  places[0]?.();
  const next = acquireSlot('hangs');
  expect(next).toBeDefined();
  expect(acquireSlot('hangs')).toBeUndefined();
  for (const leave of [...places.slice(1), next, other]) leave?.();
  expect(acquireSlot('hangs')).toBeDefined();
});
