import { type Item, ItemCategory, ItemFieldType } from '@1password/sdk';
import { expect, it } from 'vitest';
import { referenceOfEntry } from '@/lib/providers/onepassword/items/entry-reference';
import { entriesOf } from './item-entries';

const many = 10_000;

function itemOf(
  place: (at: number) => { id: string; title: string; sectionId: string },
  sections: number,
): Item {
  const now = new Date();
  return {
    id: 'i'.repeat(26),
    vaultId: 'v'.repeat(26),
    title: 'Large',
    category: ItemCategory.Server,
    fields: Array.from({ length: many }, (_, at) => ({
      ...place(at),
      fieldType: ItemFieldType.Text,
      value: 'x',
    })),
    sections: Array.from({ length: sections }, (_, at) => ({ id: `s${at}`, title: 'S' })),
    notes: '',
    tags: [],
    websites: [],
    version: 1,
    files: [],
    createdAt: now,
    updatedAt: now,
  };
}

// Comparing each with each would take minutes, in the thread that all secret managers share.
it.each([
  ['of as many names', itemOf((at) => ({ id: `f${at}`, title: `F${at}`, sectionId: 's0' }), 1), many],
  ['of one name', itemOf(() => ({ id: 'secret', title: 'secret', sectionId: 's0' }), 1), 0],
  [
    'of one label in as many sections',
    itemOf((at) => ({ id: `f${at}`, title: 'secret', sectionId: `s${at}` }), many),
    many,
  ],
])('finds the references of ten thousand fields %s in less than four seconds', (_what, item, nameable) => {
  const startedMs = performance.now();
  const entries = entriesOf(item);
  const references = entries.flatMap((entry) => referenceOfEntry(item, entries, entry) ?? []);
  expect(references).toHaveLength(nameable);
  expect(performance.now() - startedMs).toBeLessThan(4_000);
});
