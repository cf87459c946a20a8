import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { once, replaceSingleton } from '@/lib/platform/singleton';

// OWASP Password Storage Cheat Sheet, scrypt: N = 2^17, r = 8, p = 1 is its first choice. 128 MiB and about 0.35 s
// each, which is why they stand in line (lib/users/password-line).
const standardCost: HashCost = { N: 2 ** 17, r: 8, p: 1 };
// What better-auth made before: `salt:key` in hexadecimal.
const costBefore: HashCost = { N: 2 ** 14, r: 16, p: 1 };
const keyBytes = 64;
const saltBytes = 16;
const mark = 'scrypt';

/** scrypt's parameters (RFC 7914). */
export interface HashCost {
  N: number;
  r: number;
  p: number;
}

const costName = 'password-hash-cost';
const presentCost = () => once(costName, () => standardCost);

/** Puts another cost in place for what is hashed from now on. For tests, which sign in hundreds of times. */
export function setHashCost(cost: HashCost): void {
  replaceSingleton(costName, cost);
}

/** A password's hash (scrypt), which tells its own cost: `scrypt$N$r$p$salt$key`, salt and key in base64url. */
export async function makePasswordHash(password: string): Promise<string> {
  const cost = presentCost();
  const salt = randomBytes(saltBytes);
  const key = await derive(password, salt, cost);
  return [mark, cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/**
 * Whether a password is the one of a hash; false for a hash that is not understood. A hash of before is compared with as
 * much work as a new one, so that the time does not tell which a person has.
 */
export async function isPasswordOf(hash: string, password: string): Promise<boolean> {
  const parts = partsOf(hash);
  if (!parts) return false;
  if (isOutdatedHash(hash)) await derive(password, randomBytes(saltBytes), presentCost());
  return timingSafeEqual(await derive(password, parts.salt, parts.cost), parts.key);
}

/** Whether a hash was made at another cost than today's. */
export function isOutdatedHash(hash: string): boolean {
  const cost = presentCost();
  return !hash.startsWith([mark, cost.N, cost.r, cost.p, ''].join('$'));
}

interface HashParts {
  cost: HashCost;
  salt: string | Buffer;
  key: Buffer;
}

function partsOf(hash: string): HashParts | undefined {
  const before = /^([0-9a-f]{32}):([0-9a-f]{128})$/.exec(hash);
  // better-auth takes the hexadecimal text itself as the salt.
  if (before?.[1] && before[2])
    return { cost: costBefore, salt: before[1], key: Buffer.from(before[2], 'hex') };
  const [name, N, r, p, salt = '', key = ''] = hash.split('$');
  const keyRead = Buffer.from(key, 'base64url');
  if (name !== mark || keyRead.length !== keyBytes) return undefined;
  return {
    cost: { N: Number(N), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    key: keyRead,
  };
}

async function derive(password: string, salt: string | Buffer, { N, r, p }: HashCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Node's own ceiling is 32 MiB; scrypt needs 128 N r bytes and a little more.
    scrypt(password.normalize('NFKC'), salt, keyBytes, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
