import type { KeyboardEvent } from 'react';

export type Move = { type: 'to'; index: number } | { type: 'open' } | { type: 'back' };

const pageSize = 8;

/**
 * What a key in the search box means to the lists; undefined when it is the text's. Left and right are the text's until
 * the caret stands at that end of it; Backspace goes back when there is nothing left to delete.
 */
export function keyToMove(
  event: KeyboardEvent<HTMLInputElement>,
  { index, count }: { index: number; count: number },
): Move | undefined {
  if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const { selectionStart, selectionEnd, value } = event.currentTarget;
  const isAtStart = selectionStart === 0 && selectionEnd === 0;
  const isAtEnd = selectionStart === value.length && selectionEnd === value.length;
  switch (event.key) {
    case 'ArrowDown':
      return to(index + 1, count);
    case 'ArrowUp':
      return to(index - 1, count);
    case 'PageDown':
      return to(index + pageSize, count);
    case 'PageUp':
      return to(index - pageSize, count);
    case 'Enter':
      return { type: 'open' };
    case 'ArrowRight':
      return isAtEnd && !event.shiftKey ? { type: 'open' } : undefined;
    case 'ArrowLeft':
      return isAtStart && !event.shiftKey ? { type: 'back' } : undefined;
    case 'Backspace':
      return value === '' ? { type: 'back' } : undefined;
    default:
      return undefined;
  }
}

function to(index: number, count: number): Move {
  return { type: 'to', index: Math.min(Math.max(0, index), Math.max(0, count - 1)) };
}
