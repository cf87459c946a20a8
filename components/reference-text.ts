import { isLatchkeyError } from '@/lib/kernel/errors';
import { isBoundById, parseReference } from '@/lib/kernel/reference';

/** A reference by names as a path: "Production / Stripe / Secret Key". The scheme goes, for every entry has it. */
export function referenceText(shownReference: string): string {
  const [path = '', query] = shownReference.replace(/^op:\/\//, '').split('?');
  return path.split('/').filter(Boolean).join(' / ') + (query ? ` ?${query}` : '');
}

/** Whether an entry was asked for by ids, as bound fields are. One asked for by names is another entry of the same secret. */
export function isByIds(reference: string): boolean {
  try {
    return isBoundById(parseReference(reference));
  } catch (error) {
    if (isLatchkeyError(error)) return false;
    throw error;
  }
}
