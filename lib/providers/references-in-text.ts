import { isTextAround, secretPlace } from '@/lib/kernel/text-around';
import { beginnings } from './references';

/** Whether a value is a reference, bare or quoted, or has one in braces: as a value it would reach workloads as it stands. */
export function isMistakenReference(value: string): boolean {
  const begins = beginnings();
  return (
    new RegExp(`^[\\s"'\`]*${begins}`, 'i').test(value) || new RegExp(`\\{\\{\\s*${begins}`, 'i').test(value)
  );
}

/**
 * Takes a text such as `Bearer {{ op://vault/item/field }}` apart: the reference, and the text with `{{secret}}` in its
 * place. Undefined when it has none in braces, or several.
 */
export function referenceInText(value: string): { reference: string; text: string } | undefined {
  const inBraces = new RegExp(`\\{\\{\\s*(${beginnings()}[^{}\\r\\n]+?)\\s*\\}\\}`, 'gi');
  const found = [...value.matchAll(inBraces)];
  const [whole, reference] = found[0] ?? [];
  if (whole === undefined || reference === undefined || found.length > 1) return undefined;
  const text = value.split(whole).join(secretPlace);
  return isTextAround(text) ? { reference, text } : undefined;
}
