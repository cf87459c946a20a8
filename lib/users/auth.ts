import type { Auth, BetterAuthOptions } from 'better-auth';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import { keyring } from '@/lib/platform/keyring';
import { countPasswordWork } from '@/lib/platform/metrics';
import { peerHeader } from '@/lib/platform/peer';
import { once } from '@/lib/platform/singleton';
import { isPasswordOf, makePasswordHash } from './password-hash';
import { sessionLifeMs } from './session-times';

/** The status that better-auth answers a right password with that was given for a time and has ended. */
export const passwordEndedStatus = 403;

/**
 * better-auth, once per process: sessions and password hashes. People are made by our own verbs, never by sign-up. It is loaded at
 * the first call: that takes a third of a start, and 35 MB, which a process that serves workloads alone has no use for.
 */
export function auth(): Promise<Auth<BetterAuthOptions>> {
  return once('auth', async () => {
    const { betterAuth } = await import('better-auth');
    return betterAuth(await authOptions(env().origin));
  });
}

/** The options for an origin; they hold no state. */
export async function authOptions(origin: string): Promise<BetterAuthOptions> {
  const { prismaAdapter } = await import('better-auth/adapters/prisma');
  const isHttps = origin.startsWith('https:');
  return {
    appName: 'Latchkey',
    baseURL: origin,
    trustedOrigins: [origin],
    secret: keyedHash(keyring(), 'better-auth-secret'),
    database: prismaAdapter(database(), { provider: 'postgresql', transaction: false }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      // Of what is compared. New passwords are held to lib/users/password-rule.
      minPasswordLength: 1,
      maxPasswordLength: 128,
      password: { hash: hashCounted, verify: verifyCounted },
    },
    // The row and its cookie last to the absolute end; the idle end is lib/users/session's.
    session: { expiresIn: sessionLifeMs / 1000, disableSessionRefresh: true },
    user: {
      additionalFields: {
        role: { type: 'string', required: false, input: false },
        disabledAt: { type: 'date', required: false, input: false },
      },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => {
            if (!(await mayHaveSession(session.userId))) return false;
            return { data: { ...session, ipAddress: context?.headers?.get(peerHeader) ?? null } };
          },
        },
      },
    },
    advanced: {
      // `__Host-`: a browser takes it over https alone, from this very host, for no other (RFC 6265bis, 4.1.3.2).
      cookiePrefix: isHttps ? '__Host-latchkey' : 'latchkey',
      // It would put `__Secure-` in front.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isHttps, httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  };
}

function hashCounted(password: string): Promise<string> {
  countPasswordWork('hash');
  return makePasswordHash(password);
}

function verifyCounted({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  countPasswordWork('compare');
  return isPasswordOf(hash, password);
}

/** Asked after the password was found right: no session is made for a disabled person, nor by a password that has ended. */
async function mayHaveSession(userId: string): Promise<boolean> {
  const user = await database().user.findUnique({ where: { id: userId } });
  if (!user || user.disabledAt) return false;
  if (user.passwordEndsAt && user.passwordEndsAt.getTime() <= clock().now()) {
    const { APIError } = await import('better-auth');
    throw new APIError('FORBIDDEN');
  }
  return true;
}
