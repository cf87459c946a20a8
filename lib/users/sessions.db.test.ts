import { betterAuth } from 'better-auth';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listEvents } from '@/lib/audit/list';
import { systemCaller } from '@/lib/kernel/caller';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { getAccount } from './account';
import { authOptions } from './auth';
import { endOtherSessions, endOwnSession, listOwnSessions } from './own-sessions';
import { callerOfHeaders } from './session';
import { signIn, signOut } from './sign-in';
import { browserOf, callerOf, madePerson, password } from './testing/signed-in';
import { updateUser } from './update';

useTestDatabase();
beforeAll(() => madePerson('admin'));
afterEach(() => setClock(systemClock));

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const firefox = 'Mozilla/5.0 (Windows NT 10.0; rv:131.0) Gecko/20100101 Firefox/131.0';
const eventsOf = async (subjectId: string) =>
  (await listEvents({ caller: systemCaller, input: { subjectId } })).items;

describe('a session', () => {
  it('ends 30 days after it began, however much it is used', async () => {
    const time = manualClock(Date.now());
    setClock(time);
    const { id, email } = await madePerson();
    await database().user.update({ where: { id }, data: { passwordEndsAt: null } });
    const browser = await browserOf(email);
    time.advance(60_000);
    for (let day = 1; day < 30; day += 1) {
      time.advance(dayMs);
      expect(await callerOfHeaders(browser), `day ${day}`).toMatchObject({ id });
    }
    time.advance(dayMs);
    expect(await callerOfHeaders(browser)).toBeNull();
    expect(await database().session.count({ where: { userId: id } })).toBe(0);
  });

  it('ends when it was not used for a week', async () => {
    const time = manualClock(Date.now());
    setClock(time);
    const { id, email } = await madePerson();
    await database().user.update({ where: { id }, data: { passwordEndsAt: null } });
    const browser = await browserOf(email);
    time.advance(7 * dayMs - hourMs);
    expect(await callerOfHeaders(browser)).toMatchObject({ id });
    time.advance(7 * dayMs - hourMs);
    expect(await callerOfHeaders(browser)).toMatchObject({ id });
    time.advance(7 * dayMs + hourMs);
    expect(await callerOfHeaders(browser)).toBeNull();
  });

  it('writes down that it was seen once a minute, not at each read', async () => {
    const time = manualClock(Date.now());
    setClock(time);
    const { id, email } = await madePerson();
    const browser = await browserOf(email);
    const seen = async () =>
      (await database().session.findFirstOrThrow({ where: { userId: id } })).lastSeenAt;
    const first = await seen();
    time.advance(30_000);
    await callerOfHeaders(browser);
    expect(await seen()).toEqual(first);
    time.advance(60_000);
    await callerOfHeaders(browser);
    expect((await seen()).getTime()).toBe(time.now());
  });

  it('is not made for a disabled person, also with the right password', async () => {
    const { id, email } = await madePerson();
    await updateUser({ caller: systemCaller, input: { id, patch: { isDisabled: true } } });
    await expect(browserOf(email)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(await database().session.count({ where: { userId: id } })).toBe(0);
  });

  it('is nobody’s from the moment that its person is disabled, also where it was left', async () => {
    const { id, email } = await madePerson();
    const browser = await browserOf(email);
    expect(await callerOfHeaders(browser)).toMatchObject({ id });
    // By the row alone: disabling somebody in the console ends the sessions too.
    await database().user.update({ where: { id }, data: { disabledAt: new Date() } });
    expect(await callerOfHeaders(browser)).toBeNull();
    expect(await database().session.count({ where: { userId: id } })).toBe(1);
  });

  it('is listed with browser, address and times, and its token with none of them', async () => {
    await browserOf((await madePerson()).email);
    const { id, email } = await madePerson();
    await browserOf(email, password, firefox);
    const { setCookies } = await signIn({
      input: { email, password },
      headers: new Headers({ 'x-latchkey-peer': '192.0.2.7', 'x-forwarded-for': '203.0.113.9' }),
    });
    const mine = new Headers({ cookie: setCookies.map((line) => line.split(';', 1)[0]).join('; ') });
    const caller = await callerOf(mine);
    const sessions = await listOwnSessions({ caller });
    expect(sessions).toMatchObject([
      { id: caller.session?.id, isCurrent: true, device: {}, address: '192.0.2.7' },
      { isCurrent: false, device: { browser: 'Firefox', system: 'Windows' }, address: null },
    ]);
    const rows = await database().session.findMany({ where: { userId: id } });
    for (const { token } of rows) expect(JSON.stringify(sessions)).not.toContain(token);
    expect((await getAccount({ caller })).lastSignInAt).not.toBeNull();
  });

  it('is ended by its person alone, one by one or all others, and the audit says so', async () => {
    const { id, email } = await madePerson();
    const [mine, second, third] = [await browserOf(email), await browserOf(email), await browserOf(email)];
    const caller = await callerOf(mine);
    const other = (await listOwnSessions({ caller })).find(({ isCurrent }) => !isCurrent);
    const stranger = await callerOf(await browserOf((await madePerson()).email));
    const byStranger = endOwnSession({ caller: stranger, input: { id: other?.id ?? '' } });
    await expect(byStranger).rejects.toMatchObject({ code: 'not_found' });
    await endOwnSession({ caller, input: { id: other?.id ?? '' } });
    expect(await listOwnSessions({ caller })).toHaveLength(2);
    expect(await endOtherSessions({ caller })).toEqual({ endedSessions: 1 });
    expect(await callerOfHeaders(mine)).not.toBeNull();
    expect([await callerOfHeaders(second), await callerOfHeaders(third)]).toEqual([null, null]);
    expect(await callerOfHeaders(await browserOf((await madePerson()).email))).not.toBeNull();
    const verbs = (await eventsOf(id)).map(({ verb }) => verb);
    expect(verbs).toContain('user.session_ended');
    expect(verbs).toContain('user.sessions_ended');
  });

  it('takes only an id, and only of a person', async () => {
    const caller = await callerOf(await browserOf((await madePerson()).email));
    const odd: { id: string } = Object({ id: { not: '' } });
    await expect(endOwnSession({ caller, input: odd })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(listOwnSessions({ caller: systemCaller })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is over at sign-out, which stands in the audit', async () => {
    const { id, email } = await madePerson();
    const browser = await browserOf(email);
    await signOut({ headers: browser });
    expect(await callerOfHeaders(browser)).toBeNull();
    expect((await eventsOf(id))[0]).toMatchObject({ verb: 'user.signed_out', actor: { id } });
  });
});

describe('the cookie of a session', () => {
  const cookieOf = async (origin: string) => {
    const { email } = await madePerson();
    const { api } = betterAuth(await authOptions(origin));
    const answer = await api.signInEmail({
      body: { email, password },
      headers: new Headers(),
      asResponse: true,
    });
    return answer.headers.getSetCookie().join('\n');
  };

  it('is `__Host-` on https: of this host alone, over https alone', async () => {
    const cookie = await cookieOf('https://latchkey.example.test');
    expect(cookie).toMatch(/^__Host-latchkey\.session_token=/);
    for (const part of ['Secure', 'HttpOnly', 'Path=/', 'SameSite=Lax', 'Max-Age=2592000']) {
      expect(cookie).toContain(part);
    }
    expect(cookie).not.toMatch(/Domain/i);
  });

  it('has its ordinary name on http, where browsers would refuse that one', async () => {
    const cookie = await cookieOf('http://localhost:3000');
    expect(cookie).toMatch(/^latchkey\.session_token=/);
    expect(cookie).not.toContain('Secure');
  });
});
