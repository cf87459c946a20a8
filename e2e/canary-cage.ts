import { randomBytes } from 'node:crypto';
import type { FaultInput } from '../sandbox/faults';
import type { Sandbox } from '../sandbox/handle';
import { decodeToken } from '../sandbox/token';
import { type Canary, newCanary } from './canaries';

const base32 = () =>
  [...randomBytes(32)].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte % 32]).join('');

/** What is planted: secrets of every kind, and what people type in the wrong place. */
export const planted = {
  resolved: newCanary('resolved'),
  sibling: newCanary('beside-the-resolved'),
  notes: newCanary('notes'),
  file: newCanary('file'),
  rotated: newCanary('rotated'),
  seed: { name: 'one-time password seed', text: base32() },
  typed: newCanary('typed-in-console'),
  sent: newCanary('typed-in-api'),
  password: newCanary('password-of-somebody'),
  wrongPassword: newCanary('wrong-password'),
  misplaced: { name: 'password in the e-mail box', text: `canary-${randomBytes(12).toString('hex')}` },
  badToken: { name: 'malformed token', text: `canary${randomBytes(20).toString('hex')}` },
  badKey: { name: 'unknown API key', text: `lk_canary${randomBytes(20).toString('hex')}` },
  vendor: newCanary('text-of-the-vendor'),
} satisfies Record<string, Canary>;

/** Troubles in which the service, or what stands in front of it, sends texts of its own. */
export const troubles: readonly FaultInput[] = [
  { kind: 'status', status: 500, body: planted.vendor.text },
  { kind: 'malformed', form: 'wrongShape' },
  { kind: 'truncated' },
  { kind: 'tampered', part: 'data' },
  { kind: 'panickingKeysets', form: 'empty' },
];

/** Plants them in a vault of their own. */
export function plantCage(sandbox: Sandbox): { vault: string; item: string } {
  const vault = sandbox.createVault({ name: 'Canaries' }).id;
  const item = sandbox.createItem({
    vault,
    title: 'Cage',
    category: 'ApiCredentials',
    notes: planted.notes.text,
    fields: [
      { label: 'secret', type: 'Concealed', value: planted.resolved.text },
      { label: 'sibling', type: 'Concealed', value: planted.sibling.text },
      { label: 'code', type: 'Totp', value: `otpauth://totp/x?secret=${planted.seed.text}` },
      { label: 'paper', type: 'File', value: { name: 'paper.txt', content: planted.file.text } },
    ],
  }).id;
  return { vault, item };
}

/** The token whole, and those of its parts by which somebody could sign in. */
export function tokenParts(token: string): Canary[] {
  const { srpX, muk, secretKey } = decodeToken(token);
  return [
    { name: 'token', text: token },
    { name: 'middle of the token', text: token.slice(300, 360) },
    { name: 'srpX', text: srpX },
    { name: 'muk', text: muk.k },
    { name: 'secret key', text: secretKey },
  ];
}
