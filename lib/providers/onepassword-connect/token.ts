import { type Message, messageFor } from '@/lib/kernel/message';

export type ConnectTokenReading =
  | {
      ok: true;
      /** The token alone. */
      text: string;
      /** By which the token is told from others. Not secret: the id that 1Password gave it. */
      id: string;
      /** Whether other text stood around it, which was left out. */
      isExtracted: boolean;
    }
  | { ok: false; says: Message };

// A JSON web token (RFC 7519): three parts of base64url, the first two JSON objects.
const shape = /eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+/g;
// Zero-width and direction characters, soft hyphen and byte order mark: copied along from pages and chats.
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/**
 * Reads a pasted access token of a Connect server without any request. Exactly one token anywhere in the text is taken,
 * also from quotes and wrapped lines. The sentence of a refusal never repeats the text. Runs in the browser too.
 */
export function readConnectToken(pasted: string): ConnectTokenReading {
  const text = pasted.replace(invisible, '').trim();
  if (text === '') return { ok: false, says: messageFor('connectTokenEmpty') };
  const found = tokensIn(text);
  const tokens = found.length > 0 ? found : tokensIn(text.replace(/[\s\\>"'`]+/g, ''));
  if (tokens.length > 1) return { ok: false, says: messageFor('tokensSeveral') };
  const [token] = tokens;
  return token
    ? { ok: true, ...token, isExtracted: token.text !== pasted.trim() }
    : { ok: false, says: messageFor('connectTokenShape') };
}

function tokensIn(text: string): { text: string; id: string }[] {
  const tokens = new Map<string, string>();
  for (const [token] of text.matchAll(shape)) {
    const [header = '', payload = ''] = token.split('.');
    const claims = objectIn(payload);
    if (objectIn(header) && claims) tokens.set(token, idIn(claims));
  }
  return [...tokens].map(([each, id]) => ({ text: each, id }));
}

/** `jti` and `sub` are claims of RFC 7519. */
function idIn({ jti, sub }: Record<string, unknown>): string {
  const id = [jti, sub].find((claim) => typeof claim === 'string' && /^[\w-]{4,64}$/.test(claim));
  return typeof id === 'string' ? id : 'unnamed';
}

function objectIn(part: string): Record<string, unknown> | undefined {
  try {
    const base64 = part.replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const read: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? Object.fromEntries(Object.entries(read))
      : undefined;
  } catch {
    return undefined;
  }
}
