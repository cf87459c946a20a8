import { expect, it } from 'vitest';
import { listEvents } from '@/lib/audit/list';
import { systemCaller } from '@/lib/kernel/caller';
import { readEnv } from '@/lib/platform/env';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { prepareSetUp } from './set-up';
import { browserOf, madePerson } from './testing/signed-in';

useTestDatabase();

const events = async () =>
  (await listEvents({ caller: systemCaller, input: { limit: 100 } })).items.map(
    ({ verb, actor, subject }) => `${verb} of ${subject.label} by ${actor.label}`,
  );

it('a set-up from the environment writes down its admin and its key, both by the system', async () => {
  await prepareSetUp(
    readEnv({
      LATCHKEY_ADMIN_EMAIL: 'first@example.test',
      LATCHKEY_ADMIN_PASSWORD: 'a password of the tests',
      LATCHKEY_ADMIN_API_KEY: `lk_${'a'.repeat(40)}`,
    }),
  );
  expect((await events()).sort()).toEqual([
    'api_key.created of set-up by system',
    'user.set_up of first@example.test by system',
  ]);
});

it('a sign-in is written down as the person’s own', async () => {
  const { email } = await madePerson();
  await browserOf(email);
  expect(await events()).toContain(`user.signed_in of ${email} by ${email}`);
});
