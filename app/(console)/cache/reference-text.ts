/** A reference by names as a path: "Production / Stripe / Secret Key". The scheme goes, for every entry has it. */
export function referenceText(shownReference: string): string {
  const [path = '', query] = shownReference.replace(/^op:\/\//, '').split('?');
  return path.split('/').filter(Boolean).join(' / ') + (query ? ` ?${query}` : '');
}
