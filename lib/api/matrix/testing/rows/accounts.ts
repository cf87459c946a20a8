import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { database } from '@/lib/platform/database';
import { hashPassword } from '@/lib/users/make';
import { password } from '@/lib/users/testing/signed-in';
import { builders, type CallerName, callersOf, supports } from '../callers';
import { type Case, onNothing, type Row, type Rows } from '../case';
import type { World } from '../world';
import { valuesOf } from './connections';

// What a person does to their own account: API keys have none, and nobody reaches another's.

const people: readonly CallerName[] = ['admin', ...builders, ...supports];
const outcome: Case['outcome'] = (caller) => (people.includes(caller) ? 'allowed' : 'forbidden');

/** Whose the event of a person is: their projects', an admin's the platform's. */
function placeOf(caller: CallerName): string {
  if (caller === 'admin') return 'platform';
  return caller.endsWith('AB') ? 'A B' : caller === 'builder0' ? '' : 'A';
}

function aboutOneself(verb: string, input: unknown, fresh?: (caller: CallerName) => Promise<unknown>): Row {
  return {
    cases: () => [
      {
        name: 'their own',
        outcome,
        input,
        ...(fresh ? { fresh } : {}),
        events: (caller) => [`${verb} @ ${placeOf(caller)}`],
      },
    ],
  };
}

export const accountRows: Rows = {
  getAccount: onNothing({
    who: people,
    check: (answer, caller) => expect(answer).toMatchObject({ email: `${caller}@example.com` }),
  }),

  listOwnSessions: onNothing({
    who: people,
    check: (answer, caller) => expect(valuesOf(answer, 'id')).toEqual([`session-${caller}`]),
  }),

  endOwnSession: {
    cases: () => [
      {
        name: 'that of another person',
        outcome: (caller) => (people.includes(caller) ? 'not_found' : 'forbidden'),
        input: { id: 'session-stranger' },
      },
      {
        name: 'their own',
        outcome,
        input: { id: 'session-stranger' },
        fresh: async (caller) => ({ id: await makeSession(caller, randomUUID()) }),
        events: (caller) => [`user.session_ended @ ${placeOf(caller)}`],
      },
    ],
  },

  endOtherSessions: aboutOneself('user.sessions_ended', undefined, async (caller) => {
    await makeSession(caller, randomUUID());
  }),

  reauthenticate: {
    // A wrong password, which is counted.
    odd: ['password as a text with NUL'],
    ...aboutOneself('user.reauthenticated', { password }),
  },

  changePassword: {
    odd: ['password as a text with NUL'],
    ...aboutOneself('user.password_changed', {
      present: password,
      password: 'quite another one of the tests',
    }),
  },
};

/** A row for each person who asks, signed in once, and for a stranger. */
export async function makeAccounts(world: World): Promise<void> {
  const hash = await hashPassword(password);
  const callers = callersOf(world);
  for (const name of [...people, 'odd' as const, 'stranger' as const]) {
    const { role, projects } = name === 'stranger' ? { role: 'support', projects: [] } : callers[name];
    const own = projects === 'all' ? [] : projects;
    await database().user.create({
      data: {
        id: name,
        name,
        email: `${name}@example.com`,
        role,
        projects: { create: own.map((projectId) => ({ projectId })) },
        accounts: { create: { id: name, accountId: name, providerId: 'credential', password: hash } },
      },
    });
    await makeSession(name, `session-${name}`);
  }
}

async function makeSession(userId: string, id: string): Promise<string> {
  const expiresAt = new Date(Date.now() + 3_600_000);
  await database().session.create({ data: { id, token: id, userId, expiresAt } });
  return id;
}
