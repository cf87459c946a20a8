import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '@/lib/kernel/clock';
import type { BrowsedField, Provider, ProviderSession } from '@/lib/providers/contract';
import { createOnePasswordProvider } from '@/lib/providers/onepassword/host';
import { brief, sessionWith } from '@/lib/providers/onepassword/testing/test-provider';
import { parseLocator } from '@/lib/providers/references';
import { seedSandbox } from '@/sandbox/seed';
import { useConnectBench } from './testing/connect-bench';

// What is bound through a service account is re-pointed to a Connect server of the same account, and back.
const bench = useConnectBench();
let bySdk: Provider;
let account: ProviderSession;
let server: ProviderSession;

beforeAll(() => {
  const { sandbox } = bench;
  account = sessionWith(seedSandbox(sandbox).token);
  server = bench.session();
  bySdk = createOnePasswordProvider({
    timeoutMs: 30_000,
    signInHosts: [sandbox.address],
    clock: systemClock,
    onWire: () => {},
  });
});
afterAll(() => bySdk.close('all'));

/** Every field of the account, with the place that it has. */
async function fieldsOf(provider: Provider, session: ProviderSession) {
  const found: (BrowsedField & { at: string })[] = [];
  const vaults = await provider.browse(session, { level: 'vaults' });
  for (const { id: vaultId, title } of vaults.level === 'vaults' ? vaults.vaults : []) {
    const items = await provider.browse(session, { level: 'items', vaultId });
    const itemIds = items.level === 'items' ? items.items.map(({ id }) => id) : [];
    const contents = await provider.browse(session, { level: 'contents', vaultId, itemIds });
    for (const item of contents.level === 'contents' ? contents.items : []) {
      if (!item.ok) throw new Error(`${item.id} was not read: ${item.code}`);
      for (const field of item.fields) {
        const path = [title, item.title, field.sectionTitle ?? '', field.title];
        found.push({ ...field, at: path.join(' / ') });
      }
    }
  }
  return found;
}

// Where Connect tells less: the parts of a public key are made by the SDK, and files have ids of their own there.
const toldOtherwise = ['SshPublicPart', 'File'];

it('reads what a service account binds, by the same references, to the same values', async () => {
  const fields = await fieldsOf(bySdk, account);
  const texts = fields.flatMap(({ reference, offers, type }) =>
    reference && !toldOtherwise.includes(type)
      ? [
          ...(offers.includes('value') ? [reference] : []),
          ...(offers.includes('otp') ? [`${reference}?attribute=otp`] : []),
        ]
      : [],
  );
  expect(texts.length).toBeGreaterThan(60);
  const references = texts.map(parseLocator);
  const [bound, read] = [
    await bySdk.resolve(account, references),
    await bench.provider.resolve(server, references),
  ];
  const differing = texts.flatMap((text, at) =>
    brief(bound[at]) === brief(read[at]) ? [] : [`${text}: ${brief(bound[at])} | ${brief(read[at])}`],
  );
  expect(differing).toEqual([]);
});

it('stores the same references by ids, and shows the same names', async () => {
  const names = (await fieldsOf(bySdk, account))
    .filter(({ reference, type }) => reference && !toldOtherwise.includes(type))
    .map(({ reference }) => parseLocator(reference));
  const found = async (provider: Provider, session: ProviderSession) =>
    (await provider.resolve(session, names)).map(
      (answer) => answer.ok && [answer.found.bound, answer.found.names],
    );
  expect(await found(bench.provider, server)).toEqual(await found(bySdk, account));
});

it('lists the same vaults, items and fields', async () => {
  const at = async (provider: Provider, session: ProviderSession) =>
    (await fieldsOf(provider, session))
      .filter(({ type }) => !toldOtherwise.includes(type))
      .map((field) => `${field.at}: ${field.type}, ${field.reference}`)
      .sort();
  expect(await at(bench.provider, server)).toEqual(await at(bySdk, account));
});
