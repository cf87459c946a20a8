import { type Auth, type BetterAuthOptions, betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { mark } from '@/lib/crypto/mark';
import { database } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import { keyring } from '@/lib/platform/keyring';
import { countPasswordWork } from '@/lib/platform/metrics';
import { peerHeader } from '@/lib/platform/peer';
import { once } from '@/lib/platform/singleton';

const daySeconds = 24 * 60 * 60;

/** better-auth, once per process: sessions and password hashes. People are made by our own verbs, never by sign-up. */
export function auth(): Auth<BetterAuthOptions> {
  return once('auth', () => betterAuth(optionsOf(env().origin)));
}

function optionsOf(origin: string): BetterAuthOptions {
  return {
    appName: 'Latchkey',
    baseURL: origin,
    trustedOrigins: [origin],
    secret: mark(keyring(), 'better-auth-secret'),
    database: prismaAdapter(database(), { provider: 'postgresql', transaction: false }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 8,
      maxPasswordLength: 128,
      password: { hash: hashCounted, verify: verifyCounted },
    },
    databaseHooks: { session: { create: { before: ({ userId }) => mayHaveSession(userId) } } },
    session: { expiresIn: 7 * daySeconds, updateAge: daySeconds },
    user: {
      additionalFields: {
        role: { type: 'string', required: false, input: false },
        disabledAt: { type: 'date', required: false, input: false },
      },
    },
    advanced: {
      cookiePrefix: 'latchkey',
      useSecureCookies: origin.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [peerHeader] },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  };
}

function hashCounted(password: string): Promise<string> {
  countPasswordWork('hash');
  return hashPassword(password);
}

function verifyCounted(asked: { hash: string; password: string }): Promise<boolean> {
  countPasswordWork('compare');
  return verifyPassword(asked);
}

/** A right password of a disabled person makes no session: `false` keeps better-auth from writing it. */
async function mayHaveSession(userId: string): Promise<false | undefined> {
  const user = await database().user.findUnique({ where: { id: userId }, select: { disabledAt: true } });
  return user && !user.disabledAt ? undefined : false;
}
