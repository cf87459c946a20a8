import {
  createCipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { encodeParts } from '../parts';

/**
 * Seals texts as releases did before docs/decisions/0101: envelopes of version 1, all under one key of the master key,
 * bound to table, row and field and to no version of the row.
 */
export function sealerAsBefore(
  master: KeyObject,
): (text: string, place: readonly [table: string, rowId: string, field: string]) => Uint8Array<ArrayBuffer> {
  const id = createHmac('sha256', master).update('latchkey key id').digest().subarray(0, 8);
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', master, '', 'latchkey sealing', 32)));
  return (text, place) => {
    const head = Buffer.concat([Uint8Array.of(1), id, randomBytes(12)]);
    const cipher = createCipheriv('aes-256-gcm', key, head.subarray(9), { authTagLength: 16 });
    cipher.setAAD(Buffer.concat([head.subarray(0, 9), encodeParts(place)]));
    const body = cipher.update(text, 'utf8');
    cipher.final();
    return new Uint8Array(Buffer.concat([head, body, cipher.getAuthTag()]));
  };
}
