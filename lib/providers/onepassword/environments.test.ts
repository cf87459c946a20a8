import { type Client, createClient } from '@1password/sdk';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatMessage } from '@/lib/kernel/message';
import { textOfSecret } from '@/lib/kernel/secret-value';
import type { ProviderAnswer, ProviderSession } from '@/lib/providers/contract';
import { environmentGrammar } from '@/lib/providers/op/environment-grammar';
import { parseLocator } from '@/lib/providers/references';
import { generateEnvironment } from './testing/generate-environment';
import { seededRandom } from './testing/seeded-random';
import { brief, sessionWith, useTestBench } from './testing/test-provider';

// LATCHKEY_ENVIRONMENTS=2000 makes the long run.
const count = Number(process.env.LATCHKEY_ENVIRONMENTS ?? 60);
const seed = Number(process.env.LATCHKEY_ENVIRONMENTS_SEED ?? 1610);
const batch = 40;

const bench = useTestBench({ timeoutMs: 60_000 });
const variables = [
  { name: 'DB_HOST', value: 'db.test', type: 'Text' },
  { name: 'DB_PASSWORD', value: 'pw', type: 'Concealed' },
  { name: 'Größe / ä', value: '', type: 'Text' },
  { name: 'CODE', value: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP', type: 'Totp' },
] as const;
let id = '';
let session: ProviderSession;

beforeAll(() => {
  id = bench.sandbox.createEnvironment({ name: 'Shop staging', variables }).id;
  bench.sandbox.createVault({ name: 'Production' });
  session = sessionWith(bench.sandbox.mintToken().token);
});

const ask = (...texts: string[]): Promise<ProviderAnswer[]> =>
  bench.provider.resolve(
    session,
    texts.map((text) => parseLocator(text)),
  );
const at = (name: string, of = id) => environmentGrammar.write({ vault: of, item: '', field: name }) ?? '';

function sentence(answer: ProviderAnswer | undefined): string {
  if (!answer || answer.ok) return 'it was answered';
  return `${answer.code}: ${answer.says ? formatMessage(answer.says, 'en') : ''}`;
}

/** An Environment that the token may read. */
function environmentWith(...names: string[]): string {
  const made = bench.sandbox.createEnvironment({
    name: 'Another',
    variables: names.map((name) => ({ name, value: `value of ${name}` })),
  });
  const { serviceAccountId } = bench.sandbox.tokens()[0] ?? { serviceAccountId: '' };
  bench.sandbox.grantVault({ serviceAccountId, vault: made.id });
  return made.id;
}

describe('variables of Environments', () => {
  it('are answered by name, whatever the name, an empty value as such and a one-time password as its code', async () => {
    const answers = await ask(
      at('DB_HOST'),
      at('DB_PASSWORD'),
      at('Größe / ä'),
      `${at('CODE')}?attribute=otp`,
    );
    expect(answers.map(brief).slice(0, 3)).toEqual(['= db.test', '= pw', '= ']);
    expect(brief(answers[3])).toMatch(/^= \d{6}$/);
    expect(answers[1]).toMatchObject({
      found: {
        bound: `op-environment://${id}/DB_PASSWORD`,
        names: { vault: 'Shop staging', item: '', field: 'DB_PASSWORD' },
        fieldType: 'Concealed',
      },
    });
  });

  it('are all of them in one answer, without a name', async () => {
    const [answer] = await ask(`op-environment://${id}`);
    expect(answer?.ok && JSON.parse(textOfSecret(answer.value))).toEqual(
      Object.fromEntries(variables.map(({ name, value }) => [name, value])),
    );
  });

  it('come in the order asked, between fields of items, each in its own trouble', async () => {
    const vault = bench.sandbox.findVault('Production');
    bench.sandbox.createItem({ vault, title: 'Stripe', fields: [{ label: 'key', value: 'sk' }] });
    const asked = [
      at('DB_HOST'),
      'op://Production/Stripe/key',
      at('NONE'),
      'op://Production/Other/key',
      at('CODE'),
    ];
    expect((await ask(...asked)).map(brief)).toEqual([
      '= db.test',
      '= sk',
      'secret_not_found',
      'secret_not_found',
      '= otpauth://totp/x?secret=JBSWY3DPEHPK3PXP',
    ]);
  });

  it('cost two requests, however many are asked for, and one the first time more', async () => {
    const fresh = sessionWith(bench.sandbox.mintToken().token);
    const texts = variables.map(({ name }) => parseLocator(at(name)));
    await bench.provider.check(fresh);
    bench.sandbox.clearLog();
    await bench.provider.resolve(fresh, texts);
    expect(bench.sandbox.requests().map(({ route }) => route)).toEqual(['items/overviews', 'item']);
  });

  it('are what they are called now: set, renamed, removed', async () => {
    const { sandbox } = bench;
    const other = environmentWith('A');
    sandbox.updateItem({ ...sandbox.variablesItem(other), field: 'B', value: '2', type: 'Concealed' });
    sandbox.renameVariable({ environment: other, name: 'A', to: 'C' });
    expect((await ask(at('A', other), at('B', other), at('C', other))).map(brief)).toEqual([
      'secret_not_found',
      '= 2',
      '= value of A',
    ]);
  });

  it('are told what is wrong with their Environment, in words of its own', async () => {
    const { sandbox } = bench;
    const [twice, archived, empty, names] = [
      environmentWith('A'),
      environmentWith('A'),
      environmentWith('A'),
      environmentWith('A', 'A', ''),
    ];
    sandbox.createItem({ vault: twice, title: 'Another' });
    sandbox.archiveItem(sandbox.variablesItem(archived));
    sandbox.deleteItem(sandbox.variablesItem(empty));
    const vault = sandbox.findVault('Production');
    const answers = await ask(
      at('A', twice),
      at('A', archived),
      at('A', empty),
      at('A', vault),
      at('A', 'aaqaeayeaudaocajbifqydiob4'),
      at('a'),
      at('A', names),
      `op-environment://${names}`,
      `${at('DB_HOST')}?attribute=otp`,
    );
    expect(answers.map(sentence)).toEqual([
      expect.stringMatching(/^secret_unreadable: .* damaged/),
      expect.stringMatching(/^secret_not_found: The Environment is in 1Password’s archive/),
      expect.stringMatching(/^secret_not_found: The Environment holds no variables/),
      expect.stringMatching(/^secret_not_found: This id is one of a vault/),
      expect.stringMatching(/^secret_not_found: There is no Environment of this id/),
      expect.stringMatching(/^secret_not_found: The Environment has no variable named “a”/),
      expect.stringMatching(/^secret_ambiguous: The Environment has 2 variables named “A”/),
      expect.stringMatching(/^secret_ambiguous: The Environment has 2 variables named “A”/),
      expect.stringMatching(/^reference_invalid: attribute=otp/),
    ]);
  });

  it('are seen by a token that may read their Environment alone, and not after that was taken away', async () => {
    const { token, serviceAccountId } = bench.sandbox.mintToken({ vaults: [id] });
    const own = sessionWith(token);
    const answer = async () => (await bench.provider.resolve(own, [parseLocator(at('DB_HOST'))])).map(brief);
    expect(await answer()).toEqual(['= db.test']);
    bench.sandbox.withdrawVault({ serviceAccountId, vault: id });
    expect(await answer()).toEqual(['secret_forbidden']);
    bench.sandbox.grantVault({ serviceAccountId, vault: id });
    expect(await answer()).toEqual(['= db.test']);
  });
});

describe('Environments', () => {
  it('stand apart from vaults, and what was bound as a field of theirs is still read', async () => {
    const account = await bench.provider.check(session);
    expect(account.vaults.map(({ title }) => title)).not.toContain('Shop staging');
    const vaults = await bench.provider.browse(session, { level: 'vaults' });
    expect(JSON.stringify(Object(vaults).vaults)).not.toContain('Shop staging');
    expect(vaults).toMatchObject({
      environments: expect.arrayContaining([{ id, title: 'Shop staging', itemCount: 1 }]),
    });
    const { item } = bench.sandbox.variablesItem(id);
    expect(
      (await ask(`op://${id}/${item}/DB_PASSWORD`, 'op://Shop staging/Shop staging/DB_HOST')).map(brief),
    ).toEqual(['= pw', '= db.test']);
  });

  it('list their variables by name and never with a value', async () => {
    const listed = await bench.provider.browse(session, { level: 'variables', environmentId: id });
    expect(listed).toEqual({
      level: 'variables',
      title: 'Shop staging',
      variables: [
        { name: 'DB_HOST', masked: false, times: 1, reference: at('DB_HOST') },
        { name: 'DB_PASSWORD', masked: true, times: 1, reference: at('DB_PASSWORD') },
        { name: 'Größe / ä', masked: false, times: 1, reference: at('Größe / ä') },
        { name: 'CODE', masked: true, times: 1, reference: at('CODE'), offers: ['value', 'otp'] },
      ].map((each) => ({ ...each, id: expect.any(String) })),
    });
  });
});

describe('the own reading of Environments', () => {
  it(
    `says what the SDK’s says, over ${count} odd ones`,
    async () => {
      const random = seededRandom(seed);
      const differences: unknown[] = [];
      for (let done = 0; done < count; done += batch) {
        const made = Array.from({ length: Math.min(batch, count - done) }, () =>
          generateEnvironment(bench.sandbox, random),
        );
        const { token } = bench.sandbox.mintToken({ vaults: made });
        const auth = { auth: token, integrationName: 'test', integrationVersion: '1' };
        const client = await createClient(auth);
        const own = sessionWith(token);
        const locators = made.map((environment) => parseLocator(`op-environment://${environment}`));
        const answers = await bench.provider.resolve(own, locators);
        for (const [index, environment] of made.entries()) {
          const sdk = await oracle(client, environment);
          const ours = answers[index]?.ok
            ? JSON.parse(textOfSecret(answers[index].value))
            : answers[index] && brief(answers[index]);
          if (JSON.stringify(sdk) !== JSON.stringify(ours)) differences.push({ environment, sdk, ours });
          bench.sandbox.deleteVault({ vault: environment });
        }
        await bench.provider.close(own.managerId);
      }
      expect(differences).toEqual([]);
    },
    60_000 + count * 1_000,
  );
});

/** What the SDK says of all variables: their values by name, or the code that we have for what it throws. */
async function oracle(client: Client, environment: string): Promise<unknown> {
  try {
    const answer = await client.environments.getVariables(environment);
    // Documented: without variables there is nothing to bind, and a name that is there twice names nothing.
    if (answer.variables.length === 0) return 'secret_not_found';
    const named = answer.variables.filter(({ name }) => name !== '');
    if (new Set(named.map(({ name }) => name)).size < named.length) return 'secret_ambiguous';
    return Object.fromEntries(named.map(({ name, value }) => [name, value]));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/corrupted/.test(message)) return 'secret_unreadable';
    if (/not in an active state|not correspond|was not found/.test(message)) return 'secret_not_found';
    return /decrypt|deserializ|failed to convert/i.test(message) ? 'secret_unreadable' : message;
  }
}
