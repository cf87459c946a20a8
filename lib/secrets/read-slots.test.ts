import { expect, it } from 'vitest';
import { joinCrowd } from './crowd';

it('lets a manager that hangs hold half of the places and no more, and keeps the others’ free', () => {
  const places = Array.from({ length: 2_000 }, () => joinCrowd('hangs'));
  expect(places).not.toContain(undefined);
  expect(joinCrowd('hangs')).toBeUndefined();
  const other = joinCrowd('answers');
  expect(other).toBeDefined();
  places[0]?.();
  const next = joinCrowd('hangs');
  expect(next).toBeDefined();
  expect(joinCrowd('hangs')).toBeUndefined();
  for (const leave of [...places.slice(1), next, other]) leave?.();
  expect(joinCrowd('hangs')).toBeDefined();
});
