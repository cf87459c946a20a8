import type { Top } from './binding';
import type { PickerModel } from './use-picker';
import { pickerWords as words } from './words';

// Fewer are there before this could be read.
const manyItems = 500;

/** How many are listed, or found, beside the trail. */
export function countText({ state, isMembers, items, options, tops }: PickerModel): string {
  if (isMembers || tops.problem) return '';
  if (!items.data) return items.isLoading ? readingText(tops.data ?? [], state.path[0]?.id) : '';
  const found = options.filter(({ kind }) => kind === 'item').length;
  const others = options.filter(({ kind }) => kind === 'hit').length;
  if (others > 0) return words.found(found + others);
  if (items.data.length === 0) return '';
  if (items.isLoading) return words.countSoFar(items.data.length);
  return state.text === '' ? words.itemCount(items.data.length) : words.foundCount(found, items.data.length);
}

/** A vault of ten thousand takes seconds the first time: it is said what is waited for. */
function readingText(tops: readonly Top[], topId: string | undefined): string {
  const listed = topId ? tops.filter(({ id }) => id === topId) : tops;
  const count = listed.reduce((sum, { itemCount }) => sum + (itemCount ?? 0), 0);
  return count < manyItems ? '' : words.reading(count);
}
