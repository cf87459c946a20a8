const longestKey = 64;
// Beyond that somebody thinks of another name.
const mostOffered = 100;

/** Keys to take in place of one that is taken: with the next numbers at their end, in this order. */
export function keysLike(key: string): string[] {
  const { base, number } = numbered(key);
  return Array.from({ length: mostOffered }, (_, at) => {
    const ending = `-${number + 1 + at}`;
    return `${base.slice(0, longestKey - ending.length).replace(/-+$/, '')}${ending}`;
  });
}

/** “stripe-2” is the second of “stripe”; “report-2026” is a name of its own. */
function numbered(key: string): { base: string; number: number } {
  const [, base, number] = /^(.*[a-z0-9])-([1-9]\d{0,2})$/.exec(key) ?? [];
  return base && number ? { base, number: Number(number) } : { base: key, number: 1 };
}
