import { type Sentence, sentence } from './sentence';
/** What Latchkey itself reads in a 1Password service account token. The SDK reads the rest. */
export interface ServiceAccountToken {
  /** As written in the token; may lack a scheme. Not yet judged. */
  signInAddress: string;
  email: string;
}

export type TokenReading =
  | { ok: true; text: string; token: ServiceAccountToken }
  | { ok: false; says: Sentence };

const prefix = 'ops_';
const base64Pattern = /^[A-Za-z0-9+/]*$/;
const hexPattern = /^[0-9a-fA-F]+$/;

/**
 * Reads a pasted service account token without any request: white space around it is dropped, then prefix, base64,
 * JSON and the parts that @1password/sdk 0.5.0 needs are checked (found by leaving each out). The sentence of a
 * refusal says what is wrong and never repeats the text. Runs in the browser too.
 */
export function readServiceAccountToken(pasted: string): TokenReading {
  const text = pasted.trim();
  if (text === '') return refuse(sentence('tokenEmpty'));
  if (!text.startsWith(prefix)) {
    return refuse(sentence('tokenBegins'));
  }
  const content = decode(text.slice(prefix.length));
  if (content === undefined) {
    return refuse(sentence('tokenCharacters'));
  }
  const parts = parseObject(content);
  if (parts === undefined) {
    return refuse(sentence('tokenCutOff'));
  }
  const missing = requiredParts.filter(({ isThere }) => !isThere(parts)).map(({ name }) => name);
  if (missing.length > 0) {
    return refuse(sentence('tokenDamaged', { missing: missing.join(', ') }));
  }
  const { signInAddress, email } = parts;
  return {
    ok: true,
    text,
    token: { signInAddress: textOr(signInAddress), email: textOr(email).toLowerCase() },
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

function refuse(says: Sentence): TokenReading {
  return { ok: false, says };
}
