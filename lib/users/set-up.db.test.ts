import { describe, expect, it } from 'vitest';
import { database } from '@/lib/platform/database';
import { readEnv } from '@/lib/platform/env';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { prepareSetUp, requireSetUpLink, setUpFirstAdmin } from './set-up';
import { browserOf } from './testing/signed-in';

useTestDatabase();

const email = 'admin@example.test';
const withPassword = (password: string) =>
  readEnv({ LATCHKEY_ADMIN_EMAIL: email, LATCHKEY_ADMIN_PASSWORD: password });

describe('set-up', () => {
  it.each([
    ['elevenchars', /at least 12 characters/],
    ['password1234', /leaked/],
    ['aaaaaaaaaaaaaa', /pattern/],
    ['admin-latchkey', /little more than your address/],
  ])(
    'refuses to start with the password %s for the first admin, and does not print it',
    async (password, why) => {
      const start = prepareSetUp(withPassword(password));
      await expect(start).rejects.toThrowError(why);
      await expect(start).rejects.toThrowError(/LATCHKEY_ADMIN_PASSWORD cannot be used/);
      await expect(start).rejects.not.toThrowError(password);
      expect(await database().user.count()).toBe(0);
    },
  );

  it('takes a password by its link that nobody would try, once', async () => {
    const state = await prepareSetUp(readEnv({}));
    const link = state.kind === 'link' ? state.link : '';
    await requireSetUpLink({ input: { link } });
    await expect(requireSetUpLink({ input: { link: 'wrong' } })).rejects.toMatchObject({ code: 'forbidden' });
    const person = { link, name: 'Ada', email };
    const leaked = setUpFirstAdmin({ input: { ...person, password: 'password1234' } });
    await expect(leaked).rejects.toMatchObject({ fields: { password: { key: 'passwordLeaked' } } });
    await setUpFirstAdmin({ input: { ...person, password: 'a password of the tests' } });
    await expect(requireSetUpLink({ input: { link } })).rejects.toMatchObject({ code: 'forbidden' });
    await browserOf(email);
  });

  it('starts with whatever password stands in the environment once somebody exists', async () => {
    expect(await prepareSetUp(withPassword('short'))).toEqual({ kind: 'done' });
  });
});
