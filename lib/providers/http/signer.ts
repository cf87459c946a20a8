import { isIP, type Socket } from 'node:net';
import { connect } from 'node:tls';
import type { OutwardProxy } from '@/lib/kernel/outward-proxy';
import { connectOne } from '@/lib/platform/connect-one';
import { tunnelThrough } from '@/lib/platform/through-proxy';

const withinMs = 2_000;
const keptMs = 60_000;
const longest = 60;

interface Place {
  host: string;
  port: number;
}

/**
 * Makes a look at who signed the certificate that an https origin shows: the organisation or the name of the issuer, in
 * plain characters, at most 60. Shakes hands and sends nothing. Undefined: it could not be had. An answer is kept for a
 * minute, so that many failed requests are one look.
 */
export function createSignerLook(): (origin: string, proxy?: OutwardProxy) => Promise<string | undefined> {
  const kept = new Map<string, { atMs: number; signer: Promise<string | undefined> }>();
  return (origin, proxy) => {
    const nowMs = performance.now();
    for (const [key, { atMs }] of kept) if (nowMs - atMs > keptMs) kept.delete(key);
    const signer = kept.get(origin)?.signer ?? look(new URL(origin), proxy).catch(() => undefined);
    if (!kept.has(origin)) kept.set(origin, { atMs: nowMs, signer });
    return signer;
  };
}

async function look({ hostname, port }: URL, proxy: OutwardProxy | undefined): Promise<string | undefined> {
  const place = { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? 443 : Number(port) };
  const signal = AbortSignal.timeout(withinMs);
  const socket = await (proxy
    ? tunnelThrough(proxy, place, signal)
    : connectOne(place.host, place.port, signal));
  const end = () => socket.destroy();
  signal.addEventListener('abort', end, { once: true });
  try {
    return plainName(await issuerOf(socket, place));
  } finally {
    end();
  }
}

function issuerOf(socket: Socket, { host }: Place): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const servername = isIP(host) === 0 ? { servername: host } : {};
    // Unchecked, since a certificate that failed its check is what is looked at. Nothing is sent over it.
    const secure = connect({ socket, host, ...servername, rejectUnauthorized: false });
    secure.once('secureConnect', () => {
      const { O: organization, CN: name } = Object(secure.getPeerCertificate().issuer);
      secure.destroy();
      resolve(organization ?? name);
    });
    secure.on('error', reject).once('close', () => reject(new Error('no certificate came')));
  });
}

/** What somebody else wrote, so that it can stand in a sentence of ours. */
function plainName(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  const plain = text.replace(/[^\p{L}\p{N} .,&()-]/gu, '').trim();
  return plain === '' ? undefined : [...plain].slice(0, longest).join('');
}
