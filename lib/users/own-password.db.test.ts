import { hashPassword as hashOfBefore } from 'better-auth/crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { listEvents } from '@/lib/audit/list';
import { systemCaller } from '@/lib/kernel/caller';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { changePassword } from './change-password';
import { isOutdatedHash } from './password-hash';
import { reauthenticate } from './reauthenticate';
import { makeResetLink } from './reset-link';
import { callerOfHeaders } from './session';
import { personOfLink } from './set-password';
import { browserOf, callerOf, madePerson, password } from './testing/signed-in';

useTestDatabase();
afterEach(() => setClock(systemClock));

const after = 'another password of the tests';
const credentialOf = (userId: string) =>
  database().account.findFirstOrThrow({ where: { userId, providerId: 'credential' } });
const verbsOf = async (subjectId: string) =>
  (await listEvents({ caller: systemCaller, input: { subjectId } })).items.map(({ verb }) => verb);

describe('one’s own password', () => {
  it('changes nothing when the present one is wrong', async () => {
    const { id, email } = await madePerson();
    const [mine, other] = [await browserOf(email), await browserOf(email)];
    const before = await credentialOf(id);
    const changed = changePassword({
      caller: await callerOf(mine),
      input: { present: 'not the password', password: after },
    });
    await expect(changed).rejects.toMatchObject({ fields: { present: { key: 'passwordWrong' } } });
    expect(await credentialOf(id)).toEqual(before);
    expect(await callerOfHeaders(other)).not.toBeNull();
    expect(await verbsOf(id)).not.toContain('user.password_changed');
  });

  it('ends every other session and every link when it changes; the one that asks stays', async () => {
    const { id, email } = await madePerson();
    const [mine, other] = [await browserOf(email), await browserOf(email)];
    const { url } = await makeResetLink({ caller: systemCaller, input: { id } });
    const input = { present: password, password: after };
    expect(await changePassword({ caller: await callerOf(mine), input })).toEqual({ endedSessions: 1 });
    expect(await callerOfHeaders(mine)).toMatchObject({ id });
    expect(await callerOfHeaders(other)).toBeNull();
    const link = new URL(url).hash.slice(1);
    await expect(personOfLink({ input: { link } })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(browserOf(email)).rejects.toMatchObject({ code: 'unauthenticated' });
    await browserOf(email, after);
    expect(await verbsOf(id)).toContain('user.password_changed');
  });

  it.each([
    ['password1234', 'passwordLeaked'],
    ['aaaaaaaaaaaa', 'passwordPattern'],
    ['too short', 'passwordShort'],
    [password, 'passwordSame'],
  ])('is not changed to %s', async (wanted, key) => {
    const { email } = await madePerson();
    const caller = await callerOf(await browserOf(email));
    const changed = changePassword({ caller, input: { present: password, password: wanted } });
    await expect(changed).rejects.toMatchObject({ code: 'invalid_input', fields: { password: { key } } });
  });

  it('is changed by nobody but a signed-in person', async () => {
    const changed = changePassword({ caller: systemCaller, input: { present: password, password: after } });
    await expect(changed).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('cannot be guessed in a stolen session: five wrong ones end it, and no other', async () => {
    const { id, email } = await madePerson();
    const [stolen, own] = [await browserOf(email), await browserOf(email)];
    const caller = await callerOf(stolen);
    const guesses = Array.from({ length: 8 }, (_, number) =>
      reauthenticate({ caller, input: { password: `guess number ${number}` } }).then(
        () => 'right',
        ({ code }) => code,
      ),
    );
    const answers = await Promise.all(guesses);
    expect(answers.filter((answer) => answer === 'invalid_input').length).toBeLessThan(5);
    expect(new Set(answers)).toEqual(new Set(['invalid_input', 'unauthenticated']));
    await expect(reauthenticate({ caller, input: { password } })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect(await callerOfHeaders(stolen)).toBeNull();
    expect(await callerOfHeaders(own)).toMatchObject({ id });
    expect(await verbsOf(id)).toContain('user.session_ended');
  });

  it('counts wrong ones in a row alone', async () => {
    const { email } = await madePerson();
    const browser = await browserOf(email);
    const caller = await callerOf(browser);
    const wrong = () => reauthenticate({ caller, input: { password: 'wrong' } }).catch(() => undefined);
    for (let round = 0; round < 2; round += 1) {
      for (let count = 0; count < 4; count += 1) await wrong();
      await reauthenticate({ caller, input: { password } });
    }
    expect(await callerOfHeaders(browser)).not.toBeNull();
  });

  it('hashed at the cost of before is accepted, and hashed again at the next sign-in', async () => {
    const { id, email } = await madePerson();
    const { id: accountId } = await credentialOf(id);
    const updatedAt = new Date('2026-01-02T03:04:05Z');
    const data = { password: await hashOfBefore(password), updatedAt };
    await database().account.update({ where: { id: accountId }, data });
    await expect(browserOf(email, 'not the password')).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(isOutdatedHash((await credentialOf(id)).password ?? '')).toBe(true);
    await browserOf(email);
    const renewed = await credentialOf(id);
    expect(isOutdatedHash(renewed.password ?? '')).toBe(false);
    expect(renewed.updatedAt).toEqual(updatedAt);
    await browserOf(email);
  });
});

describe('a password that an API key gave', () => {
  it('works for seven days and then no longer, also for who is signed in', async () => {
    const time = manualClock(Date.now());
    setClock(time);
    const { email } = await madePerson();
    time.advance(6 * 24 * 3_600_000);
    const browser = await browserOf(email);
    expect(await callerOfHeaders(browser)).not.toBeNull();
    time.advance(24 * 3_600_000);
    expect(await callerOfHeaders(browser)).toBeNull();
    await expect(browserOf(email)).rejects.toMatchObject({ says: { key: 'passwordEnded' } });
    await expect(browserOf(email, 'not the password')).rejects.toMatchObject({
      says: { key: 'signInRefused' },
    });
  });

  it('is the person’s own, without an end, once they change it', async () => {
    const time = manualClock(Date.now());
    setClock(time);
    const { email } = await madePerson();
    const caller = await callerOf(await browserOf(email));
    await changePassword({ caller, input: { present: password, password: after } });
    time.advance(8 * 24 * 3_600_000);
    await browserOf(email, after);
  });
});
