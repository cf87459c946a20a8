import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '@/lib/api-keys/create';
import { listEvents } from '@/lib/audit/list';
import { type Caller, systemCaller } from '@/lib/kernel/caller';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { createProject } from '@/lib/projects/create';
import { createUser } from './create';
import { inviteUser } from './invite';
import { listUsers } from './list';
import { makeResetLink } from './reset-link';
import { personOfLink, setPassword } from './set-password';
import { browserOf, callerOf, madePerson } from './testing/signed-in';
import { updateUser } from './update';

useTestDatabase();
beforeAll(() => madePerson('admin'));
afterEach(() => setClock(systemClock));

const chosen = 'chosen by the invited one';
let invited = 0;

async function invitation(caller: Caller = systemCaller) {
  invited += 1;
  const email = `invited-${invited}@example.test`;
  const made = await createUser({ caller, input: { name: 'Maria', email, role: 'builder' } });
  return { ...made, link: tokenIn(made.invitation?.url) };
}

const tokenIn = (url = '') => new URL(url).hash.slice(1);
const stateOf = async (id: string) =>
  (await listUsers({ caller: systemCaller, input: { limit: 200 } })).items.find((user) => user.id === id);
const wrong = { code: 'forbidden', says: { key: 'resetLinkSpent' } };

describe('an invitation', () => {
  it('lets a person choose a password once, with which they sign in', async () => {
    const { id, email, link, status } = await invitation();
    expect(status).toBe('invited');
    expect(await personOfLink({ input: { link } })).toEqual({ email, name: 'Maria' });
    await expect(browserOf(email, chosen)).rejects.toMatchObject({ code: 'unauthenticated' });
    await setPassword({ input: { link, password: chosen } });
    await expect(setPassword({ input: { link, password: 'chosen by a stranger' } })).rejects.toMatchObject(
      wrong,
    );
    await browserOf(email, chosen);
    const state = await stateOf(id);
    expect(state).toMatchObject({ status: 'active', invitationEndsAt: null });
    expect(state?.lastSignInAt).not.toBeNull();
  });

  it('is used up by one of two who follow it at the same moment', async () => {
    const { link } = await invitation();
    const both = await Promise.allSettled([
      setPassword({ input: { link, password: 'chosen by the first one' } }),
      setPassword({ input: { link, password: 'chosen by the second one' } }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('takes no password that strangers would try, and stays good', async () => {
    const { link, email } = await invitation();
    for (const password of ['password1234', 'aaaaaaaaaaaa', `${email.split('@')[0]}-12`]) {
      const refused = setPassword({ input: { link, password } });
      await expect(refused).rejects.toMatchObject({ code: 'invalid_input', fields: expect.anything() });
    }
    await setPassword({ input: { link, password: chosen } });
  });

  it('stands after # in its address, and nowhere in the database or the audit', async () => {
    const { id, link, invitation: made } = await invitation();
    const { pathname, search, hash } = new URL(made?.url ?? '');
    expect([pathname, search, hash]).toEqual(['/invitation', '', `#${link}`]);
    expect(link).toMatch(/^[\w-]{43}$/);
    const { items } = await listEvents({ caller: systemCaller, input: { subjectId: id } });
    expect(items.map(({ verb }) => verb)).toEqual(['user.invited', 'user.created']);
    const stored = [items, await database().verification.findMany(), await database().user.findMany()];
    expect(JSON.stringify(stored)).not.toContain(link);
    const reset = await makeResetLink({ caller: systemCaller, input: { id: (await madePerson()).id } });
    expect(new URL(reset.url)).toMatchObject({ pathname: '/new-password', search: '' });
  });

  it('ends after seven days, or when another is made, or with the person', async () => {
    const time = manualClock(Date.now());
    setClock(time);
    const { id, link } = await invitation();
    const again = await inviteUser({ caller: systemCaller, input: { id } });
    await expect(personOfLink({ input: { link } })).rejects.toMatchObject(wrong);
    expect((await stateOf(id))?.invitationEndsAt).toBe(again.expiresAt);
    time.advance(7 * 24 * 3_600_000);
    await expect(personOfLink({ input: { link: tokenIn(again.url) } })).rejects.toMatchObject(wrong);
    const third = await inviteUser({ caller: systemCaller, input: { id } });
    await updateUser({ caller: systemCaller, input: { id, patch: { isDisabled: true } } });
    await expect(personOfLink({ input: { link: tokenIn(third.url) } })).rejects.toMatchObject(wrong);
    expect((await stateOf(id))?.status).toBe('disabled');
  });

  it('is for who has no password, a link for a new one for who has', async () => {
    const { id } = await invitation();
    const reset = makeResetLink({ caller: systemCaller, input: { id } });
    await expect(reset).rejects.toMatchObject({ says: { key: 'personInvited' } });
    const again = inviteUser({ caller: systemCaller, input: { id: (await madePerson()).id } });
    await expect(again).rejects.toMatchObject({ says: { key: 'personAccepted' } });
  });

  it('is made five times an hour for one person', async () => {
    const { id } = await invitation();
    for (let count = 0; count < 5; count += 1) await inviteUser({ caller: systemCaller, input: { id } });
    await expect(inviteUser({ caller: systemCaller, input: { id } })).rejects.toMatchObject({
      code: 'over_budget',
    });
  });

  it('is made by admins alone', async () => {
    const { id } = await invitation();
    for (const role of ['builder', 'support'] as const) {
      const caller = await callerOf(await browserOf((await madePerson(role)).email));
      await expect(invitation(caller)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(inviteUser({ caller, input: { id } })).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});

describe('a password in place of an invitation', () => {
  it('is taken from no person and from no API key', async () => {
    const admin = await callerOf(await browserOf((await madePerson('admin')).email));
    const { view } = await createApiKey({
      caller: systemCaller,
      input: { name: 'unattended', role: 'admin', scope: 'platform' },
    });
    const key: Caller = { ...systemCaller, kind: 'api-key', id: view.id, label: view.name };
    const input = { name: 'M', email: 'given@example.test', password: chosen, role: 'support' as const };
    const refused = { code: 'invalid_input', fields: { password: { key: 'passwordByInvitation' } } };
    await expect(createUser({ caller: admin, input })).rejects.toMatchObject(refused);
    const { id: projectId } = await createProject({ caller: systemCaller, input: { name: 'Payments' } });
    const ofProject = {
      caller: { ...key, projects: [projectId] },
      input: { ...input, projectIds: [projectId] },
    };
    await expect(createUser(ofProject)).rejects.toMatchObject(refused);
    await expect(createUser({ caller: key, input })).rejects.toMatchObject(refused);
    const { password: _password, ...invited } = input;
    expect(await createUser({ caller: key, input: invited })).toMatchObject({ status: 'invited' });
  });

  it('is not needed by who sets up, whose password is held to the same rule', async () => {
    const input = { name: 'S', email: 'set-up@example.test', role: 'support' as const };
    const create = (password: string) => createUser({ caller: systemCaller, input: { ...input, password } });
    await expect(create('password1234')).rejects.toMatchObject({
      fields: { password: { key: 'passwordLeaked' } },
    });
    expect((await create(chosen)).invitation).toBeNull();
  });
});
