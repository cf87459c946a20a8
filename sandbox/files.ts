import { createCipheriv, randomBytes } from 'node:crypto';
import { newId } from './ids';
import { sha256 } from './srp-group';

/** A file to be kept: a text or bytes under a name. */
export type FileContent = { name: string; content: string | Uint8Array };

/** A kept file: its ciphertext, and the vault whose readers may download it. */
export type StoredFile = { vaultId: string; blob: Buffer };

/** What an item says of a file: enough to download and decrypt it. */
export type FileAttributes = {
  fileName: string;
  documentId: string;
  unencryptedSize: number;
  encryptedSize: number;
  integrityHash: string;
  nonce: string;
  encryptionKey: { kty: 'oct'; kid: string; alg: 'A256GCM'; k: string };
};

/** Keeps a file's content and answers what the item has to say of it. */
export type KeepFile = (file: FileContent) => FileAttributes;

/** Encrypts a file under a key of its own, AES-256-GCM, and hands the ciphertext to `store`. */
export function encryptFile(
  file: FileContent,
  store: (documentId: string, blob: Buffer) => void,
): FileAttributes {
  const content = Buffer.from(file.content);
  const key = randomBytes(32);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const blob = Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  const documentId = newId();
  store(documentId, blob);
  return {
    fileName: file.name,
    documentId,
    unencryptedSize: content.length,
    encryptedSize: blob.length,
    integrityHash: sha256(blob).toString('base64url'),
    nonce: nonce.toString('base64url'),
    encryptionKey: { kty: 'oct', kid: newId(), alg: 'A256GCM', k: key.toString('base64url') },
  };
}
