import { createHash } from 'node:crypto';
import { LatchkeyError } from '@/lib/kernel/errors';
import { type Message, messageFor } from '@/lib/kernel/message';
import { once } from '@/lib/platform/singleton';
import { leakedPasswordPrefixes, prefixBytes } from './leaked-passwords';

/** Characters that a password must have besides names that everybody can guess. */
const leastBesideNames = 8;
const leastNameLength = 3;
const productName = 'latchkey';

/** Refuses a password that strangers would try. Throws `invalid_input` (field `password`). */
export function requireGoodPassword(password: string, person: { email: string }): void {
  const fault = passwordFault(password, person);
  if (fault) throw new LatchkeyError('invalid_input', { fields: { password: fault } });
}

/**
 * What is wrong with a password of a fitting length: it is on the list of leaked ones, repeats a short piece, runs along
 * the alphabet or the digits, or is little more than the name of the person or of the product. Undefined: nothing.
 */
export function passwordFault(password: string, { email }: { email: string }): Message | undefined {
  const folded = password.normalize('NFKC').toLowerCase();
  if (isRepetition(folded) || isRun(folded)) return messageFor('passwordPattern');
  if (isLeaked(folded)) return messageFor('passwordLeaked');
  const [name = ''] = email.toLowerCase().split('@');
  const rest = [name, productName]
    .filter((each) => each.length >= leastNameLength)
    .reduce((text, each) => text.replaceAll(each, ''), folded);
  return rest !== folded && rest.length < leastBesideNames ? messageFor('passwordNames') : undefined;
}

const leaked = () => once('leaked-passwords', () => Buffer.from(leakedPasswordPrefixes, 'base64'));

/** A search by halves through the sorted prefixes. One password in 25 million that is on no list is refused too. */
function isLeaked(folded: string): boolean {
  const wanted = createHash('sha256').update(folded).digest().subarray(0, prefixBytes);
  const list = leaked();
  let low = 0;
  let high = list.length / prefixBytes - 1;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const order = wanted.compare(list, middle * prefixBytes, (middle + 1) * prefixBytes);
    if (order === 0) return true;
    if (order < 0) high = middle - 1;
    else low = middle + 1;
  }
  return false;
}

/** Whether a text is a piece of one to four characters over and over: aaaaaaaaaaaa, abcabcabcabc. */
function isRepetition(text: string): boolean {
  return /^(.{1,4}?)\1+.{0,3}$/su.test(text) && new Set(text).size <= 4;
}

/** Whether each character is the neighbour of the one before in order of the alphabet or the digits, 0 after 9. */
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  const isStep = (by: number) => steps.every((step) => step === by || (isDigits(text) && step === -9 * by));
  return isStep(1) || isStep(-1);
}

function isDigits(text: string): boolean {
  return /^\d+$/.test(text);
}
