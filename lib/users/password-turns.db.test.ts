import { expect, it } from 'vitest';
import { isLatchkeyError } from '@/lib/kernel/errors';
import { peerHeader } from '@/lib/platform/peer';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { signIn } from './sign-in';

useTestDatabase();

it('passwords are hashed two at once: of many strangers some wait and the others are told to come back', async () => {
  const tries = Array.from({ length: 16 }, (_, at) =>
    signIn({
      input: { email: `nobody-${at}@example.test`, password: 'a long enough password' },
      headers: new Headers({ [peerHeader]: `198.51.${at}.1` }),
    }).catch((error: unknown) => (isLatchkeyError(error) ? error : undefined)),
  );
  const codes = (await Promise.all(tries)).map((error) => Object(error).code);
  expect(codes.filter((code) => code === 'over_budget')).toHaveLength(6);
  expect(codes.filter((code) => code === 'unauthenticated')).toHaveLength(10);
});
