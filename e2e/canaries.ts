import { randomBytes } from 'node:crypto';

/** A value that must be seen nowhere but where it was asked for. */
export interface Canary {
  name: string;
  text: string;
}

/** A canary of this name, different at each run. Quotes, slashes and signs in it are written otherwise in every form. */
export function newCanary(name: string): Canary {
  return { name, text: `canary/${name}"&<+é>=${randomBytes(12).toString('hex')}` };
}

/** Where a canary was found, and in which form. */
export interface Sighting {
  canary: string;
  form: string;
  place: string;
}

/** Searches a text or bytes for every canary in every form that it could have been written down in. */
export function sightings(canaries: readonly Canary[], place: string, found: string | Buffer): Sighting[] {
  const bytes = typeof found === 'string' ? Buffer.from(found) : found;
  if (bytes.length === 0) return [];
  return canaries.flatMap((canary) =>
    formsOf(canary.text)
      .filter(({ bytes: wanted }) => bytes.includes(wanted))
      .map(({ form }) => ({ canary: canary.name, form, place })),
  );
}

const known = new Map<string, { form: string; bytes: Buffer }[]>();

/** A text as it would look in the encodings that software writes texts down in. */
export function formsOf(text: string): { form: string; bytes: Buffer }[] {
  const before = known.get(text);
  if (before) return before;
  const bytes = Buffer.from(text);
  const json = JSON.stringify(text).slice(1, -1);
  const utf16 = Buffer.from(text, 'utf16le');
  const forms: [string, string | Buffer][] = [
    ['plain', text],
    ['hex', bytes.toString('hex')],
    ['HEX', bytes.toString('hex').toUpperCase()],
    ['URL', encodeURIComponent(text)],
    ['URL form', new URLSearchParams({ x: text }).toString().slice(2)],
    ['JSON', json],
    ['JSON in JSON', JSON.stringify(json).slice(1, -1)],
    ['JSON, ASCII', escaped(json)],
    ['JSON in HTML', json.replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)],
    ['HTML', text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')],
    ['UTF-16, little end first', utf16],
    ['UTF-16, big end first', Buffer.from(utf16).swap16()],
    ['reversed', [...text].reverse().join('')],
    ...[0, 1, 2].flatMap((shift): [string, string][] => {
      const inside = base64Inside(bytes, shift);
      return [
        [`base64 at ${shift}`, inside],
        [`base64url at ${shift}`, inside.replace(/\+/g, '-').replace(/\//g, '_')],
      ];
    }),
  ];
  const made = forms.map(([form, wanted]) => ({ form, bytes: Buffer.from(wanted) }));
  known.set(text, made);
  return made;
}

/** What base64 surely contains of bytes that stand `shift` bytes (mod 3) after the beginning of what was encoded. */
function base64Inside(bytes: Buffer, shift: number): string {
  const whole = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const begin = shift === 0 ? 0 : shift + 1;
  const end = whole.length - ((shift + bytes.length) % 3 === 0 ? 0 : 1);
  return whole.slice(begin, end);
}

function escaped(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
