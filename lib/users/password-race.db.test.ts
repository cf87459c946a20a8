import { beforeEach, describe, expect, it } from 'vitest';
import { listEvents } from '@/lib/audit/list';
import { systemCaller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
import { metricsText } from '@/lib/platform/metrics';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { changePassword } from './change-password';
import { writePassword } from './make';
import { makePasswordHash, setHashCost } from './password-hash';
import { reauthenticate } from './reauthenticate';
import { signIn } from './sign-in';
import { browserOf, callerOf, madePerson, password } from './testing/signed-in';

useTestDatabase();

const quick = { N: 2 ** 10, r: 8, p: 1 };
const slow = { N: 2 ** 17, r: 8, p: 1 };
const ofThief = 'what the thief would like it to be';
let ofOwner = '';

beforeEach(async () => {
  setHashCost(quick);
  ofOwner = await makePasswordHash('another password of the tests');
});

/** A person whose present password takes a third of a second to compare, signed in. */
async function slowPerson() {
  setHashCost(slow);
  const person = await madePerson();
  return { ...person, caller: await callerOf(await browserOf(person.email)) };
}

/** How many passwords were compared, or are being compared. */
async function compared(): Promise<number> {
  const { body } = await metricsText();
  return Number(/password_work_total\{kind="compare"\} (\d+)/.exec(body)?.[1] ?? 0);
}

/** Sets another password as a link does, while `work` compares the one of before. Answers the error of `work`. */
async function setDuring(
  userId: string,
  work: () => Promise<unknown>,
  { sessions = 'end' }: { sessions?: 'end' | 'stay' } = {},
): Promise<unknown> {
  const before = await compared();
  const ended = work().then(
    () => undefined,
    (error: unknown) => error,
  );
  await expect.poll(compared, { interval: 1, timeout: 10_000 }).toBe(before + 1);
  await database().$transaction(async (tx) => {
    await writePassword(tx, userId, ofOwner);
    if (sessions === 'end') await tx.session.deleteMany({ where: { userId } });
  });
  return ended;
}

const passwordOf = async (userId: string) =>
  (await database().account.findFirstOrThrow({ where: { userId, providerId: 'credential' } })).password;
const verbsOf = async (subjectId: string) =>
  (await listEvents({ caller: systemCaller, input: { subjectId } })).items.map(({ verb }) => verb);

describe('a password that is replaced while it is being compared', () => {
  it('leaves no session to whoever signs in by it', async () => {
    const { id, email } = await slowPerson();
    const before = (await verbsOf(id)).filter((verb) => verb === 'user.signed_in').length;
    const error = await setDuring(id, () => signIn({ input: { email, password }, headers: new Headers() }));
    expect(error).toMatchObject({ code: 'unauthenticated', says: { key: 'signInRefused' } });
    expect(await database().session.count({ where: { userId: id } })).toBe(0);
    expect((await verbsOf(id)).filter((verb) => verb === 'user.signed_in')).toHaveLength(before);
  });

  it('does not set a third one', async () => {
    const { id, caller } = await slowPerson();
    const error = await setDuring(id, () =>
      changePassword({ caller, input: { present: password, password: ofThief } }),
    );
    expect(error).toMatchObject({ code: 'unauthenticated' });
    expect(await passwordOf(id)).toBe(ofOwner);
    expect(await verbsOf(id)).not.toContain('user.password_changed');
  });

  it('does not set a third one in the session that replaced it: of two at once, the first counts', async () => {
    const { id, caller } = await slowPerson();
    const error = await setDuring(
      id,
      () => changePassword({ caller, input: { present: password, password: ofThief } }),
      { sessions: 'stay' },
    );
    expect(error).toMatchObject({ code: 'unauthenticated' });
    expect(await passwordOf(id)).toBe(ofOwner);
  });

  it('does not count as given', async () => {
    const { id, caller } = await slowPerson();
    const error = await setDuring(id, () => reauthenticate({ caller, input: { password } }));
    expect(error).toMatchObject({ code: 'unauthenticated' });
    expect(await verbsOf(id)).not.toContain('user.reauthenticated');
  });
});
