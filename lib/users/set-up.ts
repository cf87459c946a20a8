import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { openVerb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { apiKeyPrefix, hashApiKey } from '@/lib/crypto/api-key';
import { systemCaller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { formatMessage, messageFor } from '@/lib/kernel/message';
import { database, type Transaction, transaction } from '@/lib/platform/database';
import type { Env } from '@/lib/platform/env';
import { startRefusal } from '@/lib/platform/start-refusal';
import { hashPassword, makeUser } from './make';
import { passwordFault, requireGoodPassword } from './password-rule';
import { presentUser } from './present';
import { leastPasswordLength, linkInputSchema, setUpInputSchema, type UserView } from './schema';

const settingName = 'set-up-link';

/** What a start found: somebody exists, or nobody does and this link, printed once, makes the first admin. */
export type SetUpState = { kind: 'done' } | { kind: 'link'; link: string };

/**
 * To be called at every start. When nobody exists, makes the first admin and an admin API key from the environment,
 * else a new one-time link: a stranger who finds the port first gets nothing. Only the link's hash is stored.
 */
export async function prepareSetUp(environment: Env): Promise<SetUpState> {
  if (await isSetUp()) return { kind: 'done' };
  if (environment.adminApiKey) await makeAdminKey(environment.adminApiKey);
  if (environment.adminEmail && environment.adminPassword) {
    requireStartPassword(environment.adminPassword, environment.adminEmail);
    const passwordHash = await hashPassword(environment.adminPassword);
    const person = { name: 'Admin', email: environment.adminEmail, passwordHash };
    await transaction((tx) => makeFirstAdmin(tx, person));
    return { kind: 'done' };
  }
  const link = randomBytes(32).toString('base64url');
  const value = hashOf(link);
  await database().setting.upsert({
    where: { name: settingName },
    create: { name: settingName, value },
    update: { value },
  });
  return { kind: 'link', link };
}

/** Whether anybody exists. */
export async function isSetUp(): Promise<boolean> {
  return (await database().user.findFirst({ select: { id: true } })) !== null;
}

/** Lets a link pass that is the one of the last start, while nobody exists. Throws `forbidden`, `invalid_input`. */
export const requireSetUpLink = openVerb({
  name: 'requireSetUpLink',
  input: linkInputSchema,
  audit: [],
  run: async ({ input }): Promise<void> => {
    const { link } = input;
    if (!(await isSetUpLink({ link }))) throw wrongLink();
  },
});

/** Whether a link is the one that the last start printed, and nobody exists yet. */
export async function isSetUpLink({ link }: { link: string }): Promise<boolean> {
  const row = await database().setting.findUnique({ where: { name: settingName } });
  return row !== null && isHashOf(link, row.value) && !(await isSetUp());
}

/**
 * Makes the first admin. The link is used up by it. Throws `invalid_input`, `forbidden` when the link is wrong, used
 * or replaced by a later start.
 */
export const setUpFirstAdmin = openVerb({
  name: 'setUpFirstAdmin',
  input: setUpInputSchema,
  audit: ['user.set_up'],
  run: async ({ input }): Promise<UserView> => {
    const { link, password, ...person } = input;
    if (!(await isSetUpLink({ link }))) throw wrongLink();
    requireGoodPassword(password, person);
    const passwordHash = await hashPassword(password);
    const row = await transaction(async (tx) => {
      const used = await tx.setting.deleteMany({
        where: { name: settingName, value: { equals: hashOf(link) } },
      });
      if (used.count !== 1) throw wrongLink();
      return makeFirstAdmin(tx, { ...person, passwordHash });
    });
    return presentUser(row);
  },
});

/** The password of the environment is held to the rule of every other, once it is to be used. */
function requireStartPassword(password: string, email: string): void {
  const tooShort = password.length < leastPasswordLength ? messageFor('passwordShort') : undefined;
  const fault = tooShort ?? passwordFault(password, { email });
  if (!fault) return;
  throw startRefusal(
    `LATCHKEY_ADMIN_PASSWORD cannot be used. ${formatMessage(fault, 'en')} Change it, or leave it and LATCHKEY_ADMIN_EMAIL unset and use the set-up link that the start prints.`,
  );
}

async function makeFirstAdmin(
  tx: Transaction,
  person: { name: string; email: string; passwordHash: string },
) {
  if ((await tx.user.count()) > 0) throw wrongLink();
  const row = await makeUser(tx, { ...person, role: 'admin', projectIds: [] });
  await recordEvent(tx, {
    caller: systemCaller,
    verb: 'user.set_up',
    subject: { kind: 'user', id: row.id, label: row.email },
  });
  return row;
}

async function makeAdminKey(key: string): Promise<void> {
  const hash = hashApiKey(key);
  await transaction(async (tx) => {
    if (await tx.apiKey.findUnique({ where: { hash } })) return;
    const row = await tx.apiKey.create({
      data: {
        id: randomUUID(),
        name: 'set-up',
        prefix: apiKeyPrefix(key),
        hash,
        role: 'admin',
        scope: 'platform',
        // It sets everything up, unattended: every right, and no end.
        readable: 'all',
        createdBy: systemCaller.label,
      },
    });
    await recordEvent(tx, {
      caller: systemCaller,
      verb: 'api_key.created',
      subject: { kind: 'api_key', id: row.id, label: row.name },
      details: { role: row.role, scope: row.scope },
    });
  });
}

function hashOf(link: string): string {
  return createHash('sha256').update(link).digest('hex');
}

/** In constant time: how long it takes tells nothing of the stored hash. */
function isHashOf(link: string, stored: unknown): boolean {
  const hash = Buffer.from(hashOf(link));
  const other = Buffer.from(typeof stored === 'string' ? stored : '');
  return hash.length === other.length && timingSafeEqual(hash, other);
}

function wrongLink(): LatchkeyError {
  return new LatchkeyError('forbidden', {
    says: messageFor('setUpLinkSpent'),
  });
}
