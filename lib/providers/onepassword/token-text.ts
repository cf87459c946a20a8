import { type Message, messageFor } from '@/lib/kernel/message';
/** What Latchkey itself reads in a 1Password service account token. The SDK reads the rest. */
export interface ServiceAccountToken {
  /** As written in the token; may lack a scheme. Not yet judged. */
  signInAddress: string;
  email: string;
}

export type TokenReading =
  | {
      ok: true;
      /** The token alone, as the SDK takes it. */
      text: string;
      token: ServiceAccountToken;
      /** Whether other text stood around or inside it, which was left out. */
      isExtracted: boolean;
    }
  | { ok: false; says: Message };

const prefix = 'ops_';
const base64Pattern = /^[A-Za-z0-9+/]*$/;
const hexPattern = /^[0-9a-fA-F]+$/;
// Zero-width and direction characters, soft hyphen and byte order mark: copied along from pages and chats.
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
// Where a line may have been broken: white space, a shell's backslash, the quote mark of a mail, quotes.
const lineBreak = /[\s\\>"'`]+/;
const mostPieces = 400;
// No text that was copied has these: something was damaged on the way.
const damage = /(?!\s)[\p{Cc}\p{Surrogate}]/u;

/**
 * Reads a pasted service account token without any request. Exactly one whole token anywhere in the text is taken,
 * also from quotes, `export X="ops_…"`, `Bearer ops_…`, JSON, wrapped lines, and with invisible characters inside.
 * Checks base64, JSON and the parts that @1password/sdk 0.5.0 needs (found by leaving each out). The sentence of a
 * refusal says what is wrong and never repeats the text. Runs in the browser too.
 */
export function readServiceAccountToken(pasted: string): TokenReading {
  const text = pasted.replace(invisible, '').trim();
  if (text === '') return refuse(messageFor('tokenEmpty'));
  if (damage.test(text)) return refuse(messageFor('tokenCharacters'));
  const readings = [...text.matchAll(/(?<![A-Za-z0-9_])ops_/g)].map(({ index }) => readAt(text, index));
  if (readings.length === 0) return refuse(messageFor('tokenBegins'));
  const whole = new Map(readings.flatMap((reading) => (reading.ok ? [[reading.text, reading]] : [])));
  if (whole.size > 1) return refuse(messageFor('tokensSeveral'));
  const [found] = whole.values();
  if (found) return { ...found, isExtracted: found.text !== pasted.trim() };
  return readings[0] ?? refuse(messageFor('tokenBegins'));
}

/** The token that begins there, joined from as many pieces as it takes; else what is wrong with its longest form. */
function readAt(text: string, index: number): TokenReading {
  const pieces = text.slice(index + prefix.length).split(lineBreak, mostPieces);
  let content = '';
  let first: TokenReading | undefined;
  for (const piece of pieces) {
    // Everything up to the first character of another alphabet; `=` only pads.
    const usable = /^[A-Za-z0-9+/]*/.exec(piece)?.[0] ?? '';
    content += usable;
    const reading = readContent(content);
    if (reading.ok) return reading;
    if (usable !== piece) return first ?? refuse(messageFor('tokenCharacters'));
    first ??= reading;
  }
  return first ?? refuse(messageFor('tokenCutOff'));
}

function readContent(base64: string): TokenReading {
  const content = decode(base64);
  if (content === undefined) return refuse(messageFor('tokenCharacters'));
  const parts = parseObject(content);
  if (parts === undefined) return refuse(messageFor('tokenCutOff'));
  const missing = requiredParts.filter(({ isThere }) => !isThere(parts)).map(({ name }) => name);
  if (missing.length > 0) return refuse(messageFor('tokenDamaged', { missing: missing.join(', ') }));
  const { signInAddress, email } = parts;
  return {
    ok: true,
    text: `${prefix}${base64}`,
    token: { signInAddress: textOr(signInAddress), email: textOr(email).toLowerCase() },
    isExtracted: false,
  };
}

type Parts = Record<string, unknown>;

const requiredParts: { name: string; isThere(parts: Parts): boolean }[] = [
  { name: 'signInAddress', isThere: (parts) => isFilled(parts.signInAddress) },
  { name: 'email', isThere: (parts) => /^[^@\s]+@[^@\s]+$/.test(textOr(parts.email)) },
  { name: 'srpX', isThere: (parts) => hexPattern.test(textOr(parts.srpX)) },
  {
    name: 'muk',
    isThere: ({ muk }) => isParts(muk) && isFilled(muk.k) && isFilled(muk.kid) && isFilled(muk.alg),
  },
  { name: 'secretKey', isThere: (parts) => isFilled(parts.secretKey) },
  { name: 'deviceUuid', isThere: (parts) => isFilled(parts.deviceUuid) },
  { name: 'userAuth', isThere: ({ userAuth }) => isParts(userAuth) && isFilled(userAuth.method) },
];

function decode(base64: string): string | undefined {
  if (!base64Pattern.test(base64) || base64.length % 4 === 1) return undefined;
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

function parseObject(json: string): Parts | undefined {
  try {
    const parsed: unknown = JSON.parse(json);
    return isParts(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isParts(value: unknown): value is Parts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function textOr(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function refuse(says: Message): TokenReading {
  return { ok: false, says };
}
