import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listEvents } from '@/lib/audit/list';
import { type Caller, systemCaller } from '@/lib/kernel/caller';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import type { personRoles, Role } from '@/lib/kernel/role';
import { clock, setClock } from '@/lib/platform/clock';
import { database, transaction } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { createUser } from './create';
import { makeLink } from './one-time-link';
import { setHashCost } from './password-hash';
import { makeResetLink } from './reset-link';
import { callerOfHeaders } from './session';
import { personOfLink, setPassword } from './set-password';
import { signIn } from './sign-in';
import { updateUser } from './update';

useTestDatabase();
setHashCost({ N: 2 ** 10, r: 8, p: 1 });

const before = 'a password of before';
const after = 'a password of after';
let made = 0;

const caller = (role: Role): Caller => ({
  ...systemCaller,
  kind: 'user',
  id: role,
  label: role,
  role,
  session: { id: 'none', authenticatedAtMs: clock().now() },
});

afterEach(() => setClock(systemClock));
beforeAll(() => person('admin'));

async function person(role: (typeof personRoles)[number] = 'support') {
  made += 1;
  const email = `person-${made}@example.test`;
  const input = { name: 'P', email, password: before, role, projectIds: [] };
  return createUser({ caller: systemCaller, input });
}

async function linkFor(id: string): Promise<string> {
  const { url } = await makeResetLink({ caller: caller('admin'), input: { id } });
  return new URL(url).hash.slice(1);
}

const enter = (email: string, password: string) =>
  signIn({ input: { email, password }, headers: new Headers() });
const wrong = { code: 'forbidden', says: { key: 'resetLinkSpent' } };

describe('a link for a new password', () => {
  it('is made by admins alone, stored as a hash, and stands in the audit without itself', async () => {
    const { id, email } = await person();
    for (const role of ['builder', 'support', 'workload'] as const) {
      const asked = makeResetLink({ caller: caller(role), input: { id } });
      await expect(asked).rejects.toMatchObject({ code: 'forbidden' });
    }
    const link = await linkFor(id);
    const { items } = await listEvents({ caller: systemCaller, input: { subjectId: id } });
    expect(items[0]).toMatchObject({ verb: 'user.reset_link_made', actor: { id: 'admin' }, details: {} });
    expect(JSON.stringify([items, await database().verification.findMany()])).not.toContain(link);
    expect(await personOfLink({ input: { link } })).toEqual({ email, name: 'P' });
    await expect(personOfLink({ input: { link: `${link}x` } })).rejects.toMatchObject(wrong);
  });

  it('sets the password once, ends every session, and lets in at once whoever was refused before', async () => {
    const { id, email } = await person();
    const { setCookies } = await enter(email, before);
    const headers = new Headers({ cookie: setCookies.map((line) => line.split(';', 1)[0]).join('; ') });
    expect(await callerOfHeaders(headers)).toMatchObject({ id });
    const link = await linkFor(id);
    await expect(setPassword({ input: { link, password: 'short' } })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    for (let refused = 0; refused < 10; refused += 1)
      await expect(enter(email, 'not the password')).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(await setPassword({ input: { link, password: after } })).toEqual({ email });
    expect(await callerOfHeaders(headers)).toBeNull();
    await expect(setPassword({ input: { link, password: before } })).rejects.toMatchObject(wrong);
    await expect(enter(email, before)).rejects.toMatchObject({ code: 'unauthenticated' });
    await enter(email, after);
    const { items } = await listEvents({
      caller: systemCaller,
      input: { subjectId: id, verb: 'user.password_set' },
    });
    expect(items).toMatchObject([{ actor: { label: email } }]);
  });

  it('is one at a time, for a day, and for nobody who is disabled', async () => {
    const time = manualClock(Date.now());
    setClock(time);
    const { id } = await person();
    const first = await linkFor(id);
    const second = await linkFor(id);
    await expect(personOfLink({ input: { link: first } })).rejects.toMatchObject(wrong);
    time.advance(24 * 3_600_000);
    await expect(personOfLink({ input: { link: second } })).rejects.toMatchObject(wrong);
    await expect(setPassword({ input: { link: second, password: after } })).rejects.toMatchObject(wrong);
    const third = await linkFor(id);
    await updateUser({ caller: systemCaller, input: { id, patch: { isDisabled: true } } });
    await expect(setPassword({ input: { link: third, password: after } })).rejects.toMatchObject(wrong);
    await expect(linkFor(id)).rejects.toMatchObject({ code: 'conflict', says: { key: 'personDisabled' } });
    // As one made at the very moment would be.
    const { url } = await transaction((tx) => makeLink(tx, 'reset', id));
    const fourth = new URL(url).hash.slice(1);
    await expect(setPassword({ input: { link: fourth, password: after } })).rejects.toMatchObject(wrong);
  });

  it('made before a person was disabled, or became an admin, does not work afterwards', async () => {
    const update = (id: string, patch: { isDisabled?: boolean; role?: 'admin' | 'builder' }) =>
      updateUser({ caller: systemCaller, input: { id, patch } });
    const [back, risen, moved] = [await person(), await person(), await person()];
    const links = {
      back: await linkFor(back.id),
      risen: await linkFor(risen.id),
      moved: await linkFor(moved.id),
    };
    await update(back.id, { isDisabled: true });
    await update(back.id, { isDisabled: false });
    await update(risen.id, { role: 'admin' });
    await update(moved.id, { role: 'builder' });
    for (const link of [links.back, links.risen])
      await expect(setPassword({ input: { link, password: after } })).rejects.toMatchObject(wrong);
    expect(await personOfLink({ input: { link: links.moved } })).toMatchObject({ email: moved.email });
  });

  it('is made five times an hour for one person, by address too, and wrong ones are not tried in volume, which hinders no right one', async () => {
    const { email } = await person();
    const make = () => makeResetLink({ caller: systemCaller, input: { email: email.toUpperCase() } });
    for (let count = 0; count < 5; count += 1) await make();
    await expect(make()).rejects.toMatchObject({
      code: 'over_budget',
      says: { key: 'tooManyResetLinks' },
      retryAfterMs: expect.any(Number),
    });
    const guess = () => setPassword({ input: { link: 'a guess', password: after } });
    const answers: string[] = [];
    for (let count = 0; count < 40; count += 1) {
      answers.push(await guess().then(String, (error: unknown) => Object(error).says.key));
    }
    const tried = answers.filter((answer) => answer === wrong.says.key).length;
    expect(tried).toBeGreaterThan(0);
    expect(tried).toBeLessThanOrEqual(30);
    expect(answers.slice(tried)).toEqual(Array(40 - tried).fill('tooManyWrongLinks'));
    const { id } = await person();
    const link = await linkFor(id);
    await setPassword({ input: { link, password: after } });
  });
});
