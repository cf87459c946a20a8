import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '@/lib/api-keys/create';
import { rotateApiKey } from '@/lib/api-keys/rotate';
import { addDestination } from '@/lib/destinations/add';
import { type Caller, systemCaller } from '@/lib/kernel/caller';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setAccess } from '@/lib/managers/access';
import { updateManager } from '@/lib/managers/update';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { createUser } from '@/lib/users/create';
import { inviteUser } from '@/lib/users/invite';
import { reauthenticate } from '@/lib/users/reauthenticate';
import { makeResetLink } from '@/lib/users/reset-link';
import { browserOf, callerOf, madePerson, password } from '@/lib/users/testing/signed-in';
import { updateUser } from '@/lib/users/update';
import { requireRecentSignIn } from './recent';

useTestDatabase();
beforeAll(() => madePerson('admin'));
afterEach(() => setClock(systemClock));

const reading = [{ secretManagerId: 'none', patterns: ['op://**'] }];
const asked = { code: 'forbidden', details: { reason: 'reauthenticate' } };
const delicate: Record<string, (caller: Caller) => Promise<unknown>> = {
  'making an admin API key': (caller) =>
    createApiKey({ caller, input: { name: 'k', role: 'admin', scope: 'platform' } }),
  'rotating an admin API key': async (caller) => {
    const input = { name: 'r', role: 'admin', scope: 'platform' } as const;
    const { view } = await createApiKey({ caller: systemCaller, input });
    return rotateApiKey({ caller, input: { id: view.id } });
  },
  'replacing a secret manager’s token': (caller) =>
    updateManager({
      caller,
      input: { id: 'none', patch: { config: { serviceAccountToken: 'ops_x' } } },
    }),
  'widening who may use a secret manager': (caller) =>
    updateManager({ caller, input: { id: 'none', patch: { scope: 'platform' } } }),
  'setting the access of a secret manager': (caller) =>
    setAccess({ caller, input: { id: 'none', projects: [] } }),
  'adding a destination': (caller) =>
    addDestination({ caller, input: { host: `${randomUUID()}.example`, port: 443 } }),
  'making a workload API key that reads by naming references': (caller) =>
    createApiKey({ caller, input: { name: 'n', role: 'workload', scope: 'platform', references: reading } }),
  'rotating such a key': async (caller) => {
    const { view } = await createApiKey({
      caller: systemCaller,
      input: { name: 's', role: 'workload', scope: 'platform' },
    });
    // The secret manager that it names need not be there.
    await database().apiKey.update({ where: { id: view.id }, data: { readable: reading } });
    return rotateApiKey({ caller, input: { id: view.id } });
  },
  'enabling an admin again': async (caller) => {
    const { id } = await madePerson('admin');
    await updateUser({ caller: systemCaller, input: { id, patch: { isDisabled: true } } });
    return updateUser({ caller, input: { id, patch: { isDisabled: false } } });
  },
  'inviting a person': (caller) =>
    createUser({ caller, input: { name: 'N', email: `n-${randomUUID()}@example.test`, role: 'support' } }),
  'inviting a person again': (caller) => inviteUser({ caller, input: { id: 'none' } }),
  'making a link for a new password': async (caller) =>
    makeResetLink({ caller, input: { id: (await madePerson()).id } }),
  'making somebody an admin': async (caller) =>
    updateUser({ caller, input: { id: (await madePerson()).id, patch: { role: 'admin' } } }),
};

const plain: Record<string, (caller: Caller) => Promise<unknown>> = {
  'making a workload API key': (caller) =>
    createApiKey({ caller, input: { name: 'w', role: 'workload', scope: 'platform' } }),
  'renaming a person': async (caller) =>
    updateUser({ caller, input: { id: (await madePerson()).id, patch: { name: 'Another' } } }),
  'renaming a secret manager': async (caller) => {
    const work = updateManager({ caller, input: { id: 'none', patch: { name: 'Another' } } });
    await expect(work).rejects.toMatchObject({ code: 'not_found' });
  },
  'enabling a builder again': async (caller) => {
    const { id } = await madePerson('builder');
    await updateUser({ caller: systemCaller, input: { id, patch: { isDisabled: true } } });
    return updateUser({ caller, input: { id, patch: { isDisabled: false } } });
  },
  'disabling an admin': async (caller) =>
    updateUser({ caller, input: { id: (await madePerson('admin')).id, patch: { isDisabled: true } } }),
  'taking the admin role away': async (caller) =>
    updateUser({ caller, input: { id: (await madePerson('admin')).id, patch: { role: 'support' } } }),
};

async function signedInBefore(ageMs: number): Promise<Caller> {
  const { email } = await madePerson('admin');
  const browser = await browserOf(email);
  const time = manualClock(Date.now());
  setClock(time);
  time.advance(ageMs);
  return callerOf(browser);
}

const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { details?: { reason?: string } }) => error.details?.reason ?? 'another error',
  );

describe('what is delicate', () => {
  it.each(Object.entries(delicate))('asks people for their password once more: %s', async (_name, work) => {
    const caller = await signedInBefore(11 * 60_000);
    await expect(work(caller)).rejects.toMatchObject(asked);
    expect(await reasonOf(work(await signedInBefore(9 * 60_000)))).not.toBe('reauthenticate');
    expect(await reasonOf(work({ ...systemCaller, kind: 'api-key', id: 'k', label: 'key' }))).not.toBe(
      'reauthenticate',
    );
  });

  it.each(Object.entries(plain))('is not %s', async (_name, work) => {
    expect(await reasonOf(work(await signedInBefore(11 * 60_000)))).toBe('done');
  });

  it('goes on after the password was given again in that session, and is asked for in another', async () => {
    const { id, email } = await madePerson('admin');
    const [mine, other] = [await browserOf(email), await browserOf(email)];
    const time = manualClock(Date.now());
    setClock(time);
    time.advance(3_600_000);
    await reauthenticate({ caller: await callerOf(mine), input: { password } });
    requireRecentSignIn(await callerOf(mine));
    const elsewhere = await callerOf(other);
    expect(() => requireRecentSignIn(elsewhere)).toThrowError(expect.objectContaining(asked));
    const events = await database().auditEvent.findMany({ where: { subjectId: id } });
    expect(events.map(({ verb }) => verb)).toContain('user.reauthenticated');
    time.advance(10 * 60_000);
    const later = await callerOf(mine);
    expect(() => requireRecentSignIn(later)).toThrowError(expect.objectContaining(asked));
  });

  it('is refused to a person without a session', () => {
    expect(() => requireRecentSignIn({ ...systemCaller, kind: 'user' })).toThrowError(
      expect.objectContaining(asked),
    );
  });
});
