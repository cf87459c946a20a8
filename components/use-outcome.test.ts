import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Outcome } from '@/lib/kernel/outcome';
import type { Problem } from '@/lib/kernel/problem';
import { answerAsk, askedNow, openAskRoom } from './ask-for-password';
import { messageAt, runAsking } from './use-outcome';

const wantsPassword = failed({ code: 'forbidden', reason: 'reauthenticate' });
const refused = failed({ code: 'provider_denied' });
let closeRoom: () => void;

beforeEach(() => {
  closeRoom = openAskRoom();
});
afterEach(() => closeRoom());

it.each([
  ['a refusal', refused],
  ['a value', { ok: true, value: 'saved' } as const],
])('after the password it gives what the repeated action gave: %s', async (_what, second) => {
  expect(await answered([wantsPassword, second], true)).toBe(second);
});

it('gives the first refusal when the person cancels, and does not repeat the action', async () => {
  expect(await answered([wantsPassword], false)).toBe(wantsPassword);
});

it('tells a network that fails at the repeated action', async () => {
  const run = runAsking(inTurn([wantsPassword, new TypeError('fetch failed')]));
  await expect.poll(askedNow).toBe('password');
  answerAsk(true);
  expect(await run).toMatchObject({ ok: false, problem: { status: 503 } });
});

it('tells a field of a change what is wrong with it, wherever the change stands in the input', () => {
  const problem = { fields: { 'patch.policy.freshMs': 'Too short', name: 'Taken' } };
  expect(['policy.freshMs', 'name', 'other'].map((path) => messageAt(problem, path))).toEqual([
    'Too short',
    'Taken',
    undefined,
  ]);
});

async function answered(outcomes: readonly Outcome<string>[], isGiven: boolean): Promise<Outcome<string>> {
  const run = runAsking(inTurn(outcomes));
  await expect.poll(askedNow).toBe('password');
  answerAsk(isGiven);
  return run;
}

function inTurn(outcomes: readonly (Outcome<string> | Error)[]): () => Promise<Outcome<string>> {
  const left = [...outcomes];
  return async () => {
    const next = left.shift() ?? new Error('The action was run once too often.');
    if (next instanceof Error) throw next;
    return next;
  };
}

function failed(told: Pick<Problem, 'code'> & Partial<Problem>): Outcome<never> {
  return { ok: false, problem: { type: 'about:blank', title: 'Refused', status: 403, detail: '', ...told } };
}
