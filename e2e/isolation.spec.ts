import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import type { ManagerView } from '@/lib/managers/schema';
import { type Answer, byKey, type Call } from './api-client';
import { type Latchkey, launchLatchkey } from './launch';

const timeoutMs = 10_000;
// What a busy machine adds to a deadline.
const marginMs = 4_000;
const reference = 'op://Production/Stripe/Secret Key';

interface Results {
  results: { value?: string; error?: { code: string } }[];
}

interface Tenant {
  managerId: string;
  token: string;
  serviceAccountId: string;
}

let latchkey: Latchkey;
let asAdmin: Call;
let steady: Tenant;
let pid: number;

test.beforeAll(async () => {
  const control = pathToFileURL(fileURLToPath(new URL('./thread-control.mjs', import.meta.url)));
  latchkey = await launchLatchkey({
    env: { NODE_OPTIONS: `--import ${control}`, LATCHKEY_PROVIDER_TIMEOUT_MS: String(timeoutMs) },
  });
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  steady = await tenant('Steady');
  pid = latchkey.pid();
});
test.afterAll(() => latchkey.close());
test.afterEach(async () => {
  latchkey.sandbox.clearFaults();
  latchkey.sandbox.setLatency(0);
  expect(latchkey.pid()).toBe(pid);
  expect(process.kill(pid, 0), 'the process that was started still runs').toBe(true);
  await expect.poll(() => codeOf(resolve(steady)), { timeout: 20_000 }).toBe('found');
  expect(latchkey.logs()).not.toContain('server.crashed');
});

test('a token whose account panics the SDK is refused in words, and others are answered meanwhile', async () => {
  const { token, serviceAccountId } = latchkey.sandbox.mintToken({ name: 'panics at once' });
  latchkey.sandbox.injectFault({ kind: 'panickingKeysets', form: 'empty', serviceAccountId });
  const tried = asAdmin('POST', '/api/v1/secret-managers/test', {
    provider: 'onepassword',
    config: { serviceAccountToken: token },
  });
  const others = await answersDuring(tried);
  const refused = await tried;
  expect([refused.status, refused.body.code]).toEqual([503, 'provider_unavailable']);
  expect(refused.body.detail.length).toBeGreaterThan(20);
  expectAllFound(others);
  expect(crashes(), 'it was a panic that was told').toBeGreaterThan(0);
});

test('a secret manager that panics at every use costs no other one an answer, and recovers by itself', async () => {
  test.slow();
  const troubled = await tenant('Panics');
  const { serviceAccountId } = troubled;
  const fault = latchkey.sandbox.injectFault({
    kind: 'panickingKeysets',
    form: 'twoPrimaries',
    serviceAccountId,
  });
  // Its client is signed in already; a new thread must sign in anew, and meets the fault.
  const before = crashes() + (await order('SIGUSR2'));
  await expect.poll(crashes).toBe(before);
  for (let round = 0; round < 3; round += 1) {
    const tried = codeOf(resolve(troubled));
    const others = await answersDuring(tried);
    expect(await tried).toBe('provider_unavailable');
    expectAllFound(others);
  }
  expect(crashes()).toBeGreaterThan(before);
  fault.remove();
  await expect.poll(() => codeOf(resolve(troubled)), { timeout: 45_000, intervals: [1_000] }).toBe('found');
});

test('a secret manager that hangs is answered at its deadline, and others are answered meanwhile', async () => {
  const troubled = await tenant('Hangs');
  const { serviceAccountId } = troubled;
  latchkey.sandbox.injectFault({ kind: 'hang', serviceAccountId });
  const tried = resolve(troubled);
  const others = await answersDuring(tried);
  const late = await tried;
  expect(await codeOf(tried)).toBe('provider_timeout');
  expect(late.tookMs).toBeLessThan(timeoutMs + marginMs);
  expectAllFound(others);
  expect(others.length).toBeGreaterThan(5);
});

test('an SDK thread killed with work in hand is replaced: what was pending is answered, the next read finds', async () => {
  const second = await tenant('Second');
  latchkey.sandbox.setLatency(1_500);
  const inHand = [resolve(steady), resolve(second)];
  await expect
    .poll(() => latchkey.sandbox.requests().filter(({ at }) => at > Date.now() - 1_400).length)
    .toBeGreaterThan(1);
  await order('SIGUSR2');
  latchkey.sandbox.setLatency(0);
  // Repeated on the new thread, unless the call was alone on the old one and may be what ended it.
  for (const code of await Promise.all(inHand.map(codeOf))) {
    expect(['found', 'provider_unavailable']).toContain(code);
  }
  for (const each of [steady, second]) {
    await expect.poll(() => codeOf(resolve(each)), { timeout: 10_000 }).toBe('found');
  }
});

test('an SDK thread that runs in circles is replaced within the deadline, and the rest of the product answers', async () => {
  expect(await codeOf(resolve(steady))).toBe('found');
  await order('SIGWINCH');
  const tried = resolve(steady);
  let lists = 0;
  let isDone = false;
  void tried.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    const [live, list] = await Promise.all([
      asAdmin('GET', '/api/live'),
      asAdmin('GET', '/api/v1/secret-managers'),
    ]);
    expect([live.status, list.status]).toEqual([200, 200]);
    lists += 1;
    await pause(200);
  }
  expect(lists).toBeGreaterThan(3);
  expect((await tried).tookMs).toBeLessThan(timeoutMs + marginMs);
  expect(['found', 'provider_unavailable', 'provider_timeout']).toContain(await codeOf(tried));
});

/**
 * Has thread-control.mjs end (SIGUSR2) or block (SIGWINCH) every SDK thread, and waits until it has. Answers with how many
 * they were. Said again while there is none, for one may have ended a moment ago: a call for the steady manager brings the next.
 */
async function order(signal: 'SIGUSR2' | 'SIGWINCH'): Promise<number> {
  const lines = () => latchkey.logs().match(/^e2e: .*$/gm) ?? [];
  const told = () => lines().filter((line) => line.includes('told'));
  for (let tries = 0; tries < 5; tries += 1) {
    const before = told().length;
    process.kill(pid, signal);
    await expect.poll(() => told().length, { message: `${signal} is not answered` }).toBeGreaterThan(before);
    const count = Number(/told (\d+)/.exec(told().at(-1) ?? '')?.[1]);
    if (count > 0) return count;
    expect(await codeOf(resolve(steady))).toBe('found');
  }
  throw new Error(`No SDK thread took the order:\n${lines().join('\n')}`);
}

/** How often the product said that an SDK thread crashed. */
function crashes(): number {
  return latchkey.logs().split('"kind":"crashed"').length - 1;
}

/** A secret manager of its own token whose values are never kept, so that each resolve is an upstream read. */
async function tenant(name: string): Promise<Tenant> {
  const { token, serviceAccountId } = latchkey.sandbox.mintToken({ name });
  const { status, text, body } = await asAdmin<ManagerView>('POST', '/api/v1/secret-managers', {
    name,
    provider: 'onepassword',
    scope: 'platform',
    config: { serviceAccountToken: token },
    plan: 'business',
    policy: { freshMs: 0, staleWhileUnreachableMs: 0, absentMs: 0, absentMaxMs: 0 },
  });
  expect(status, text).toBe(201);
  return { managerId: body.id, token, serviceAccountId };
}

function resolve({ managerId }: Tenant): Promise<Answer<Results>> {
  return asAdmin<Results>('POST', '/api/v1/references/resolve', {
    secretManagerId: managerId,
    references: [reference],
  });
}

async function codeOf(asked: Promise<Answer<Results>>): Promise<string> {
  const { status, text, body } = await asked;
  expect(status, text).toBe(200);
  const [result] = body.results;
  return result?.value === undefined ? (result?.error?.code ?? 'none') : 'found';
}

/** What the steady manager answered, asked again and again until `trouble` is over, and once more at least. */
async function answersDuring(trouble: Promise<unknown>): Promise<string[]> {
  const answers: string[] = [];
  let isOver = false;
  void trouble.finally(() => {
    isOver = true;
  });
  do {
    answers.push(...(await Promise.all([codeOf(resolve(steady)), codeOf(resolve(steady))])));
    await pause(100);
  } while (!isOver);
  return answers;
}

function expectAllFound(answers: readonly string[]): void {
  expect(answers.length).toBeGreaterThan(0);
  expect(answers.filter((answer) => answer !== 'found')).toEqual([]);
}

function pause(waitMs: number): Promise<void> {
  return new Promise((done) => setTimeout(done, waitMs));
}
