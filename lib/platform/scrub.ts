// Each is replaced whole. Order matters: a reference or URL goes before the runs of letters that it holds.
const secretShapes: readonly [RegExp, string][] = [
  [/op:\/\/[^"'`\n]*/gi, '[reference]'],
  [/\b(ops|lk)_[A-Za-z0-9_=.-]+/g, '[token]'],
  [/\bBearer\s+\S+/gi, 'Bearer [token]'],
  // A JSON web token, as Connect servers take them.
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[token]'],
  // Whole: a password in it may hold an @ or / that was not encoded.
  [/\bpostgres(ql)?:\/\/\S+/gi, '[database address]'],
  // Up to the last @: a password may hold one that was not encoded.
  [/:\/\/[^\s/]+@/g, '://[credentials]@'],
  [/\b[0-9a-f]{32,}\b/gi, '[hex]'],
  // Upper case, lower case and digits together tell base64 from paths and identifiers; so do eight capitals, which a
  // key without a digit has and a name of words run together has not.
  [
    /(?=[A-Za-z0-9+/_-]*[A-Z])(?=[A-Za-z0-9+/_-]*[a-z])(?=[A-Za-z0-9+/_-]*\d|(?:[a-z0-9+/_-]*[A-Z]){8})[A-Za-z0-9+/_-]{24,}={0,2}/g,
    '[base64]',
  ],
];

/**
 * A text without anything that looks like a token, a reference, credentials in an address or a long key.
 * The last guard of the log, not the first: nothing secret should come this far. Cut at `maxLength` characters.
 */
export function scrub(text: string, maxLength = 4000): string {
  let scrubbed = text.slice(0, maxLength * 2);
  for (const [shape, replacement] of secretShapes) scrubbed = scrubbed.replace(shape, replacement);
  return scrubbed.length > maxLength ? `${scrubbed.slice(0, maxLength)}…` : scrubbed;
}
