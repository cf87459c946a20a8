/** Where the secret goes in a text around it. */
export const secretPlace = '{{secret}}';

/** Whether a text has the place of the secret exactly once. */
export function isTextAround(text: string): boolean {
  return text.split(secretPlace).length === 2;
}

const webScheme = /(?:^|[+.-])(?:https?|wss?):/i;
// What ends an address in the middle of a text. Nothing ends one that the text begins with: clients send blanks on.
const addressEnd = /[\s"'`<>]/;

/**
 * Whether a text around a secret makes the secret a part of an address, which tells it to whoever the address names:
 * `https://x.example/?k={{secret}}`. The user name and the password of an address that is not of the web stay allowed,
 * as in `postgresql://app:{{secret}}@db/app`.
 */
export function isSecretInAddress(text: string): boolean {
  // As URL parsers read it: without tabs and line breaks, and without blanks in front.
  const read = text.replace(/[\t\r\n]/g, '').replace(/^[\p{Cc}\s]+/u, '');
  if (/^(?:https?|wss?):|^[/\\]{2}/i.test(read)) return true;
  const whole = addressesIn(read)[0] === 0 ? read : undefined;
  const address = whole ?? addressAround(text);
  return address !== undefined && (webScheme.test(address.split('//')[0] ?? '') || !isInUserInfo(address));
}

/** The address in the middle of a text that has the place of the secret in it, if there is one. */
function addressAround(text: string): string | undefined {
  const place = text.indexOf(secretPlace);
  const begin = addressesIn(text.slice(0, place)).at(-1);
  if (begin === undefined || addressEnd.test(text.slice(begin, place))) return undefined;
  const length = text.slice(place).search(addressEnd);
  return length < 0 ? text.slice(begin) : text.slice(begin, place + length);
}

const separator = '://';

/**
 * Where a text has the beginning of an address: a letter, what a scheme may have, and `://`. Each character is looked at
 * twice at the most; a pattern that looks for it takes a minute for the longest text that a field may have.
 */
function addressesIn(text: string): number[] {
  const begins: number[] = [];
  let searchedTo = 0;
  for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, searchedTo)) {
    let begin = at;
    while (begin > searchedTo && /[a-z0-9+.-]/i.test(text[begin - 1] ?? '')) begin -= 1;
    while (begin < at && !/[a-z]/i.test(text[begin] ?? '')) begin += 1;
    if (begin < at) begins.push(begin);
    searchedTo = at + separator.length;
  }
  return begins;
}

/** Whether the secret stands before the `@` of `scheme://user:password@host/…`. */
function isInUserInfo(address: string): boolean {
  const [authority = ''] = address.slice(address.indexOf('//') + 2).split(/[/\\?#]/);
  return authority.slice(0, authority.lastIndexOf('@') + 1).includes(secretPlace);
}
