import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '@/lib/cache/default-policy';
import { LatchkeyError } from '@/lib/kernel/errors';
import { SecretValue, textOfSecret } from '@/lib/kernel/secret-value';
import type { LoadedManager } from '@/lib/managers/load';
import { patternSet } from '@/lib/providers/patterns';
import { parseLocator } from '@/lib/providers/references';
import { type AllowedWant, readAllowed } from './read-allowed';
import type { Reading } from './reading';

const vault = 'abcdefghijklmnopqrstuvwxya';
const item = 'bcdefghijklmnopqrstuvwxyza';
const manager: LoadedManager = {
  id: 'm',
  name: 'Manager',
  provider: 'onepassword',
  scope: 'platform',
  projectIds: [],
  granted: [],
  grants: new Map(),
  credentialRevision: 1,
  policy: defaultPolicy,
  byPolicy: { ...defaultPolicy, trust: null },
  limits: [],
  followNames: false,
  fallbackId: null,
  spender: { tokenMark: 't', accountMark: 'a' },
  sealedCredential: new Uint8Array(),
};

const want = (text: string, titles?: AllowedWant['titles']): AllowedWant => ({
  reference: parseLocator(text),
  text,
  key: text,
  ...(titles ? { titles } : {}),
});
const named = (title: string) => ({ vault: title, item: 'I', field: 'F' });
const found = (title: string): Reading => ({
  ok: true,
  value: new SecretValue(`of ${title}`),
  source: 'provider',
  state: 'fresh',
  ageMs: 0,
  boundReference: `op://${vault}/${item}/f`,
  titles: named(title),
  fieldType: 'Concealed',
  itemUpdatedAt: '',
});
const missing: Reading = { ok: false, error: new LatchkeyError('secret_not_found') };

/** What is answered to what was asked, and which of it the provider was asked for. */
async function readThrough(patterns: string[], answers: readonly (readonly [AllowedWant, Reading])[]) {
  const asked: string[] = [];
  const answerTo = new Map(answers);
  const readings = await readAllowed(manager, [...answerTo.keys()], patternSet(patterns), async (wanted) => {
    asked.push(...wanted.map(({ text }) => text));
    return wanted.map((each) => answerTo.get(each) ?? missing);
  });
  const told = readings.map((reading) => (reading.ok ? textOfSecret(reading.value) : reading.error.code));
  return { told, asked };
}

const byId = `op://${vault}/${item}/f`;

describe('reading what is allowed', () => {
  it('asks for everything where everything is allowed', async () => {
    const answers = [[want('op://One/I/F'), found('One')]] as const;
    expect(await readThrough(['op://**'], answers)).toEqual({ told: ['of One'], asked: ['op://One/I/F'] });
  });

  it('does not ask for what is known to be refused', async () => {
    const answers = [
      [want(byId, named('Two')), found('Two')],
      [want('op://One/I/F'), found('One')],
    ] as const;
    const { told, asked } = await readThrough(['op://One/**'], answers);
    expect(told).toEqual(['secret_forbidden', 'of One']);
    expect(asked).toEqual(['op://One/I/F']);
  });

  it('gives no value of what turns out to be another item than the one that is allowed', async () => {
    const answers = [
      [want('op://Renamed/I/F'), found('Two')],
      [want('op://Alias/I/F'), found('One')],
    ] as const;
    expect((await readThrough(['op://One/**'], answers)).told).toEqual(['secret_forbidden', 'of One']);
    const bound = [[want(byId, named('One')), found('Two')]] as const;
    expect((await readThrough(['op://One/**'], bound)).told).toEqual(['secret_forbidden']);
  });

  it('does not tell whether what is refused exists', async () => {
    const answers = [
      [want('op://Two/I/There'), found('Two')],
      [want('op://Two/I/Gone'), missing],
      [want('op://One/I/Gone'), missing],
    ] as const;
    expect((await readThrough(['op://One/**'], answers)).told).toEqual([
      'secret_forbidden',
      'secret_forbidden',
      'secret_not_found',
    ]);
  });

  it('asks for nothing at all without an allowance', async () => {
    const answers = [[want(byId, named('One')), found('One')]] as const;
    expect(await readThrough([], answers)).toEqual({ told: ['secret_forbidden'], asked: [] });
  });
});
