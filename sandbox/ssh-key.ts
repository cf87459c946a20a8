import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { Refusal } from './refusal';
import { sha256 } from './srp-group';

/** An SSH key as an item holds it. */
export type SshKey = {
  privateKey: string;
  publicKey: string;
  fingerprint: string;
  keyType: { t: 'ed25519' };
};

/** A new ed25519 key, or the one of a given PKCS#8 PEM; refuses another text with 400. */
export function newSshKey(pem?: string): SshKey {
  const privateKey =
    pem ?? generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const point = publicPoint(privateKey);
  const blob = Buffer.concat([counted(Buffer.from('ssh-ed25519')), counted(point)]);
  return {
    privateKey,
    publicKey: `ssh-ed25519 ${blob.toString('base64')}`,
    fingerprint: `SHA256:${sha256(blob).toString('base64').replace(/=+$/, '')}`,
    keyType: { t: 'ed25519' },
  };
}

function publicPoint(pem: string): Buffer {
  try {
    const { crv, x } = createPublicKey(createPrivateKey(pem)).export({ format: 'jwk' });
    if (crv === 'Ed25519' && x !== undefined) return Buffer.from(x, 'base64url');
  } catch {
    // Told below, without what OpenSSL says of the text.
  }
  throw new Refusal(400, 'The value of an SSH key is an ed25519 private key in PKCS#8 PEM.');
}

// RFC 4251 section 5: a string is its length in four bytes, then its bytes.
function counted(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
