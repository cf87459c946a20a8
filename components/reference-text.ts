import { isLatchkeyError } from '@/lib/kernel/errors';
import { parseLocator } from '@/lib/providers/references';

/** A reference by names as a path: "Production / Stripe / Secret Key". The scheme goes, for every entry has it. */
export function referenceText(shownReference: string): string {
  const [path = '', query] = shownReference.replace(/^[a-z][a-z0-9+.-]*:\/\//, '').split('?');
  return path.split('/').filter(Boolean).join(' / ') + (query ? ` ?${query}` : '');
}

/** Whether an entry was asked for by ids, as bound fields are. One asked for by names is another entry of the same secret. */
export function isByIds(reference: string): boolean {
  try {
    return parseLocator(reference).isPinned;
  } catch (error) {
    if (isLatchkeyError(error)) return false;
    throw error;
  }
}
