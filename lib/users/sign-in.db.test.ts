import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { listEvents } from '@/lib/audit/list';
import { systemCaller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
import { metricsText } from '@/lib/platform/metrics';
import { peerHeader } from '@/lib/platform/peer';
import { dropSingleton } from '@/lib/platform/singleton';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { createUser } from './create';
import { setHashCost } from './password-hash';
import { signIn } from './sign-in';
import { updateUser } from './update';

useTestDatabase();
setHashCost({ N: 2 ** 10, r: 8, p: 1 });

const password = 'the password of this person';
const paused = { code: 'unauthenticated', says: { key: 'signInAttempts' } };
const refused = { code: 'unauthenticated', says: { key: 'signInRefused' } };
const minuteMs = 60_000;
let made = 0;

beforeEach(() => {
  made += 1;
  // A year for each test: what one left behind is over.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2027, 0, 1) + made * 365 * 86_400_000 });
  dropSingleton('limit-pauses');
  dropSingleton('limit: sign-in-all');
});
afterEach(() => vi.useRealTimers());

const passes = (ms: number) => vi.setSystemTime(Date.now() + ms);
const from = (peer: string, cookie = '') =>
  new Headers({ [peerHeader]: peer, ...(cookie === '' ? {} : { cookie }) });
const enter = (email: string, typed: string, headers: Headers) =>
  signIn({ input: { email, password: typed }, headers });

beforeAll(() => person('admin'));

async function person(role: 'admin' | 'support' = 'support') {
  const email = `person-${made}-${Math.random().toString(36).slice(2)}@example.test`;
  const input = { name: 'P', email, password, role, projectIds: [] };
  return createUser({ caller: systemCaller, input });
}

/** The Cookie header of a browser after a sign-in, without its session. */
async function browserCookie(email: string, peer = '198.51.100.1'): Promise<string> {
  const { setCookies } = await enter(email, password, from(peer));
  const [line] = setCookies;
  expect(line).toMatch(/^latchkey.browser=.+; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax$/);
  return line?.split(';', 1)[0] ?? '';
}

/** Passwords that were really compared with a hash by this process. */
async function compared(): Promise<number> {
  const { body } = await metricsText();
  return Number(/latchkey_password_work_total\{kind="compare"\} (\d+)/.exec(body)?.[1] ?? 0);
}

const outcomesOf = async (tries: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(tries)).map((each) =>
    each.status === 'fulfilled' ? 'in' : String(each.reason.says?.key ?? each.reason),
  );
const refusalsOf = async () => {
  const { items } = await listEvents({
    caller: systemCaller,
    input: { verb: 'user.sign_in_refused', limit: 200 },
  });
  return items.filter(({ at }) => new Date(at).getTime() > Date.now() - 86_400_000);
};

describe('passwords that are tried', () => {
  it('are compared five at the most of 150 at once, and are counted in two events', async () => {
    const { email } = await person();
    const before = await compared();
    const tries = Array.from({ length: 149 }, () => enter(email, 'a wrong password', from('192.0.2.7')));
    const outcomes = await outcomesOf([...tries, enter(email, password, from('192.0.2.7'))]);
    expect((await compared()) - before).toBeLessThanOrEqual(5);
    expect(outcomes.filter((each) => each === 'signInRefused')).toHaveLength(5);
    expect(outcomes.at(-1)).toBe('signInAttempts');
    const details = (await refusalsOf()).map((event) => event.details);
    expect(details.length).toBeLessThanOrEqual(2);
    expect(details).toContainEqual(expect.objectContaining({ peer: '192.0.2.7' }));
    expect(details.reduce((sum, { count }) => sum + Number(count), 0)).toBe(150);
    expect(details.reduce((sum, each) => sum + Number(each.paused), 0)).toBe(145);
  });

  it('are compared ten at the most of 150 from as many addresses', async () => {
    const { email } = await person();
    const before = await compared();
    // Twice, since the line of passwords alone would hold one such crowd back.
    for (const net of ['192.0.2', '198.51.100']) {
      await outcomesOf(
        Array.from({ length: 75 }, (_, at) => enter(email, 'a wrong password', from(`${net}.${at}`))),
      );
    }
    expect((await compared()) - before).toBeLessThanOrEqual(10);
  });

  it('are compared thirty at the most from one address that goes through accounts, and its /64 is one address', async () => {
    const before = await compared();
    const people = await Promise.all(Array.from({ length: 4 }, () => person()));
    for (let at = 0; at < 31; at += 1) {
      const email = people[at % 4]?.email ?? '';
      await enter(at < 16 ? email : `nobody-${at}@example.test`, 'wrong', from(`2001:db8::${at}`)).catch(
        () => undefined,
      );
    }
    expect((await compared()) - before).toBe(16);
    const nobody = enter('nobody@example.test', 'wrong', from('2001:db8::ffff'));
    await expect(nobody).rejects.toMatchObject({ ...paused, retryAfterMs: 15_000 });
    const rows = await refusalsOf();
    expect(rows.reduce((sum, { details }) => sum + Number(details.count), 0)).toBe(32);
    expect(rows.length).toBeLessThanOrEqual(6);
  });

  it('bring a longer pause each time, which a restart does not end', async () => {
    const { email } = await person();
    const waits: unknown[] = [];
    for (let round = 0; round < 4; round += 1) {
      for (let count = 0; count < 5; count += 1)
        await expect(enter(email, 'wrong', from('192.0.2.9'))).rejects.toMatchObject(refused);
      const error = await enter(email, password, from('192.0.2.9')).catch((caught: unknown) => caught);
      expect(error).toMatchObject(paused);
      waits.push(Object(error).retryAfterMs);
      for (const name of ['limit-pauses', 'limit: sign-in-pair', 'limit: sign-in-pair-pauses'])
        dropSingleton(name);
      await expect(enter(email, password, from('192.0.2.9'))).rejects.toMatchObject(paused);
      // Long enough that the account's own pauses are over.
      passes(Number(waits.at(-1)) + 10 * minuteMs);
    }
    expect(waits).toEqual([15_000, 30_000, 60_000, 120_000]);
    await enter(email, password, from('192.0.2.9'));
  });
});

describe('a person', () => {
  it('gets in from a browser that they used before, whatever strangers try meanwhile', async () => {
    const { email } = await person();
    const cookie = await browserCookie(email);
    const strangers = Array.from({ length: 150 }, (_, at) =>
      enter(email, 'a wrong password', from(`192.0.2.${at % 40}`)),
    );
    const theirs = enter(email, password, from('192.0.2.7', cookie));
    await outcomesOf(strangers);
    expect((await theirs).caller.label).toBe(email);
    await enter(email, password, from('192.0.2.7', cookie));
  });

  it('waits for seconds at another address after ten wrong passwords of a stranger', async () => {
    const { email } = await person();
    for (let count = 0; count < 10; count += 1)
      await enter(email, 'wrong', from('192.0.2.7')).catch(() => undefined);
    await enter(email, password, from('203.0.113.5'));
    for (let count = 0; count < 11; count += 1)
      await enter(email, 'wrong', from(`192.0.2.${20 + count}`)).catch(() => undefined);
    const error = await enter(email, password, from('203.0.113.6')).catch((caught: unknown) => caught);
    expect(error).toMatchObject(paused);
    expect(Object(error).retryAfterMs).toBeLessThanOrEqual(5_000);
    passes(5_000);
    await enter(email, password, from('203.0.113.6'));
  });

  it('is known by a cookie of this server for this account, for 180 days, and by nothing else', async () => {
    const [one, other] = [await person(), await person()];
    const cookie = await browserCookie(one.email);
    const both = await enter(other.email, password, from('198.51.100.1', cookie));
    const shared = both.setCookies[0]?.split(';', 1)[0] ?? '';
    const shutOut = async (email: string, given: string) => {
      for (let count = 0; count < 5; count += 1)
        await enter(email, 'wrong', from('192.0.2.8')).catch(() => undefined);
      const outcome = await outcomesOf([enter(email, password, from('192.0.2.8', given))]);
      return outcome[0];
    };
    expect(await shutOut(one.email, shared)).toBe('in');
    expect(await shutOut(other.email, shared)).toBe('in');
    expect(await shutOut(other.email, cookie)).toBe('signInAttempts');
    const forged = cookie.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'));
    expect(await shutOut(one.email, forged)).toBe('signInAttempts');
    passes(181 * 86_400_000);
    expect(await shutOut(one.email, cookie)).toBe('signInAttempts');
  });

  it('whose browser was taken has it tried ten times, then pauses', async () => {
    const { email } = await person();
    const cookie = await browserCookie(email);
    const before = await compared();
    for (let count = 0; count < 30; count += 1)
      await enter(email, 'wrong', from('192.0.2.7', cookie)).catch(() => undefined);
    expect((await compared()) - before).toBe(10);
    await enter(email, password, from('203.0.113.5'));
  });

  it('who is disabled gets no session for the right password, and is refused as for a wrong one', async () => {
    const { id, email } = await person();
    await updateUser({ caller: systemCaller, input: { id, patch: { isDisabled: true } } });
    const before = await compared();
    await expect(enter(email, password, from('192.0.2.7'))).rejects.toMatchObject(refused);
    expect((await compared()) - before).toBe(1);
    expect(await database().session.count({ where: { userId: id } })).toBe(0);
  });

  it('and whoever shares the address are not counted when their passwords are right', async () => {
    const { email } = await person();
    for (let count = 0; count < 40; count += 1) await enter(email, password, from('203.0.113.77'));
  });
});

describe('the audit', () => {
  it('grows by 201 rows an hour at the most, whoever tries, and loses no count', async () => {
    for (let at = 0; at < 230; at += 1) {
      await enter('nobody@example.test', 'wrong', from(`10.1.${at}.1`)).catch(() => undefined);
      if (at % 100 === 99) passes(minuteMs);
    }
    const rows = await database().auditEvent.findMany({
      where: { verb: 'user.sign_in_refused', at: { gt: new Date(Date.now() - 3_600_000) } },
    });
    expect(rows).toHaveLength(201);
    const counts = rows.map(({ details }) => Number(Object(details).count));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(230);
    expect(rows.find(({ subjectLabel }) => subjectLabel === 'others')?.details).toMatchObject({ count: 30 });
    expect(JSON.stringify(rows)).not.toContain('nobody@example.test');
  });
});
