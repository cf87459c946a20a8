import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { isIP } from 'node:net';

/**
 * A self-signed certificate for these names and addresses, and its key, as PEM. Good from nine days ago to
 * `endsInDays` from now, which may be before it.
 */
export function makeCertificate(
  names: readonly string[],
  { endsInDays = 1, signer = 'Latchkey tests' }: { endsInDays?: number; signer?: string } = {},
): { cert: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const ecdsaSha256 = sequence(oid([42, 134, 72, 206, 61, 4, 3, 2]));
  const name = sequence(tag(0x31, sequence(oid([85, 4, 3]), tag(0x0c, Buffer.from(signer)))));
  const dayMs = 86_400_000;
  const alternatives = sequence(...names.map(alternativeName));
  const body = sequence(
    tag(0xa0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), createHash('sha256').update(spki).digest().subarray(0, 8)])),
    ecdsaSha256,
    name,
    sequence(time(Date.now() - 9 * dayMs), time(Date.now() + endsInDays * dayMs)),
    name,
    spki,
    tag(
      0xa3,
      sequence(
        sequence(oid([85, 29, 19]), tag(0x04, sequence(tag(0x01, Buffer.of(0xff))))),
        sequence(oid([85, 29, 17]), tag(0x04, alternatives)),
      ),
    ),
  );
  const signature = tag(0x03, Buffer.concat([Buffer.of(0), sign('sha256', body, privateKey)]));
  const der = sequence(body, ecdsaSha256, signature).toString('base64');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${der.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function alternativeName(name: string): Buffer {
  return isIP(name) === 4
    ? tag(0x87, Buffer.from(name.split('.').map(Number)))
    : tag(0x82, Buffer.from(name));
}

function time(atMs: number): Buffer {
  return tag(0x18, Buffer.from(`${new Date(atMs).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));
}

function oid(bytes: readonly number[]): Buffer {
  return tag(0x06, Buffer.from(bytes));
}

function integer(bytes: Buffer): Buffer {
  return tag(0x02, bytes);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tag(0x30, Buffer.concat(parts));
}

function tag(kind: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([kind, ...size]), content]);
}
