import type { ValueEntry } from '../entry';

/** A value in the cache; nobody opens it. */
export function testEntry(
  of: Pick<ValueEntry, 'key' | 'managerId' | 'generation'> & Partial<ValueEntry>,
): ValueEntry {
  return {
    state: 'value',
    revision: 1,
    reference: 'op://v/i/f',
    boundReference: 'op://v/i/f',
    fetchedAtMs: 1_000_000,
    sealed: new Uint8Array([2, 1, 2, 3]),
    sealedVersion: of.generation,
    titles: { vault: 'V', item: 'I', field: 'F' },
    fieldType: 'Concealed',
    itemVersion: 1,
    itemUpdatedAt: '2026-01-01T00:00:00Z',
    ...of,
  };
}
