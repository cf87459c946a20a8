/** Where the secret goes in a text around it. */
export const secretPlace = '{{secret}}';

const inBraces = /\{\{\s*(op:\/\/[^{}\r\n]+?)\s*\}\}/gi;

/** Whether a text has the place of the secret exactly once. */
export function isTextAround(text: string): boolean {
  return text.split(secretPlace).length === 2;
}

/** Whether a value is a reference, bare or quoted, or has one in braces: as a value it would reach workloads as it stands. */
export function isMistakenReference(value: string): boolean {
  return /^[\s"'`]*op:\/\//i.test(value) || /\{\{\s*op:\/\//i.test(value);
}

/**
 * Takes a text such as `Bearer {{ op://vault/item/field }}` apart: the reference, and the text with `{{secret}}` in its
 * place. Undefined when it has none in braces, or several.
 */
export function referenceInText(value: string): { reference: string; text: string } | undefined {
  const found = [...value.matchAll(inBraces)];
  const [whole, reference] = found[0] ?? [];
  if (whole === undefined || reference === undefined || found.length > 1) return undefined;
  const text = value.split(whole).join(secretPlace);
  return isTextAround(text) ? { reference, text } : undefined;
}
