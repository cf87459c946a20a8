import { describe, expect, it } from 'vitest';
import { hasShapeOf } from './kept-values';

describe('what another version of a page kept', () => {
  const present = { name: '', isOpen: false, ids: [] as string[], rows: [{ id: 1, owner: undefined }] };

  it('is taken when it has the same kinds of values under the same names', () => {
    const kept = { name: 'A', isOpen: true, ids: ['x'], rows: [{ id: 2, owner: 'me' }, { id: 3 }] };
    expect(hasShapeOf(present, kept)).toBe(true);
    expect(hasShapeOf(present, { ...kept, ids: [], rows: [] })).toBe(true);
  });

  it('is left aside when a part is missing or of another kind', () => {
    const kept = { name: 'A', isOpen: true, ids: [], rows: [] };
    expect(hasShapeOf(present, { ...kept, name: undefined })).toBe(false);
    expect(hasShapeOf(present, { ...kept, isOpen: 'yes' })).toBe(false);
    expect(hasShapeOf(present, { ...kept, ids: [1] })).toBe(false);
    expect(hasShapeOf(present, { ...kept, rows: [{}] })).toBe(false);
    for (const other of [null, undefined, 'text', 1, []]) expect(hasShapeOf(present, other)).toBe(false);
  });
});
