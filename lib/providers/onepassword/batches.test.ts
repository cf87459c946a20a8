import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Locator } from '@/lib/kernel/locator';
import { messageFor } from '@/lib/kernel/message';
import type { ProviderAnswer, ProviderSession } from '@/lib/providers/contract';
import { parseLocator } from '@/lib/providers/references';
import { brief, sessionWith, useTestBench } from './testing/test-provider';

const bench = useTestBench({ timeoutMs: 30_000 });
const itemCount = 100;
const fieldsEach = 10;

describe('reading many items of one vault', () => {
  let vault: string;
  let itemIds: string[];
  let references: Locator[];
  let session: ProviderSession;

  beforeAll(() => {
    vault = bench.sandbox.createVault({ name: 'Production' }).id;
    itemIds = Array.from({ length: itemCount }, (_, item) => {
      const fields = Array.from({ length: fieldsEach }, (_, field) => ({
        id: `f${field}`,
        label: `Field ${field}`,
        value: `value ${item}.${field}`,
      }));
      const sections = [{ id: 'keys', title: 'Keys', fields }];
      return bench.sandbox.createItem({ vault, title: `Item ${item}`, category: 'Server', sections }).id;
    });
    references = itemIds.flatMap((id) =>
      Array.from({ length: fieldsEach }, (_, field) => parseLocator(`op://${vault}/${id}/keys/f${field}`)),
    );
    session = sessionWith(bench.sandbox.mintToken().token);
  });

  beforeEach(() => bench.sandbox.clearFaults());

  async function readAll(): Promise<{ answers: ProviderAnswer[]; routes: Partial<Record<string, number>> }> {
    bench.sandbox.clearLog();
    const answers = await bench.provider.resolve(session, references);
    return { answers, routes: bench.sandbox.counts() };
  }

  function right(): string[] {
    return itemIds.flatMap((_, item) =>
      Array.from({ length: fieldsEach }, (_, field) => `= value ${item}.${field}`),
    );
  }

  it('takes two requests for 1,000 references over 100 items, cold, beside sign-in, keys and vaults’ keys', async () => {
    const { answers, routes } = await readAll();
    expect(answers.map(brief)).toEqual(right());
    const { 'items/batch': batches, vaults: vaultKeys, 'account/keysets': keysets, ...signIn } = routes;
    expect({ batches, vaultKeys, keysets }).toEqual({ batches: 2, vaultKeys: 1, keysets: 1 });
    expect(signIn).toEqual({ 'auth/start': 1, auth: 1, 'auth/confirm-key': 1, 'auth/complete': 1 });
  });

  it('takes two requests when warm', async () => {
    const { answers, routes } = await readAll();
    expect(answers.map(brief)).toEqual(right());
    expect(routes).toEqual({ 'items/batch': 2 });
  });

  it('gives every item its own values when batches come in another order', async () => {
    bench.sandbox.injectFault({ kind: 'reorderedBatch', route: 'items/batch' });
    const { answers } = await readAll();
    expect(answers.map(brief)).toEqual(right());
  });

  it('reads again what a short batch left out', async () => {
    bench.sandbox.injectFault({ kind: 'shortBatch', route: 'items/batch' });
    const { answers, routes } = await readAll();
    expect(answers.map(brief)).toEqual(right());
    expect(routes).toEqual({ 'items/batch': 2, item: 2 });
  });

  it('never takes another item’s values when a batch holds the wrong item', async () => {
    const decoy = bench.sandbox.createItem({
      vault,
      title: 'Decoy',
      category: 'Server',
      sections: [decoySection],
    }).id;
    bench.sandbox.injectFault({ kind: 'wrongItem', item: decoy, route: 'items/batch' });
    const { answers } = await readAll();
    expect(answers.map(brief)).toEqual(right());
  });

  it('never takes another item’s values when every route gives the wrong item', async () => {
    const decoy = bench.sandbox.createItem({
      vault,
      title: 'Decoy',
      category: 'Server',
      sections: [decoySection],
    }).id;
    bench.sandbox.injectFault({ kind: 'wrongItem', item: decoy });
    const { answers } = await readAll();
    const wrong = answers.filter((answer, index) => answer.ok && brief(answer) !== right()[index]);
    expect(wrong).toEqual([]);
    const [first] = answers;
    expect(first).toMatchObject({ ok: false, code: 'provider_unavailable', isCertain: false });
  });

  it('lets one archived item fail alone, for certain, and spoil no batch twice', async () => {
    const [archived = ''] = itemIds;
    bench.sandbox.archiveItem({ vault, item: archived });
    const first = await readAll();
    expect(first.answers.slice(0, fieldsEach).map(brief)).toEqual(Array(fieldsEach).fill('secret_not_found'));
    expect(first.answers[0]).toMatchObject({ isCertain: true, says: messageFor('itemArchived') });
    expect(first.answers.slice(fieldsEach).map(brief)).toEqual(right().slice(fieldsEach));
    const second = await readAll();
    expect(second.routes).toEqual({ 'items/batch': 2, item: 1 });
    bench.sandbox.restoreItem({ vault, item: archived });
    const third = await readAll();
    expect(third.answers.map(brief)).toEqual(right());
    const fourth = await readAll();
    expect(fourth.routes).toEqual({ 'items/batch': 2 });
  });

  it('lets one unreadable item fail alone, for certain, found by halves and left out of batches from then on', async () => {
    const odd = bench.sandbox.createItem({ vault, title: 'Odd', details: 'not an object' }).id;
    const asked = [...references.slice(0, 490), parseLocator(`op://${vault}/${odd}/f`)];
    const own = sessionWith(bench.sandbox.mintToken().token);
    await bench.provider.resolve(own, references.slice(0, 1));
    const read = async (which = asked) => {
      bench.sandbox.clearLog();
      const answers = await bench.provider.resolve(own, which);
      return { answers, requests: bench.sandbox.requests().length };
    };
    const first = await read();
    expect(first.answers.slice(0, 490).map(brief)).toEqual(right().slice(0, 490));
    expect(first.answers[490]).toEqual({
      ok: false,
      code: 'secret_unreadable',
      says: messageFor('itemUnreadable'),
      isCertain: true,
    });
    // log2(50) halves, some of which are sound, and the item itself.
    expect(first.requests).toBeLessThanOrEqual(12);
    const again = await read();
    expect(again.answers.slice(0, 490).map(brief)).toEqual(right().slice(0, 490));
    expect([brief(again.answers[490]), again.requests]).toEqual(['secret_unreadable', 1]);
    bench.sandbox.setRawContent({
      vault,
      item: odd,
      details: {
        text: '{"sections":[{"name":"s","title":"S","fields":[{"n":"f","t":"F","k":"string","v":"well"}]}]}',
      },
    });
    // Whoever asks for it alone learns at once that it is well again.
    expect((await read(asked.slice(490))).answers.map(brief)).toEqual(['= well']);
    expect([brief((await read()).answers[490])]).toEqual(['= well']);
    bench.sandbox.deleteItem({ vault, item: odd });
  });

  it('reads every sound item beside twenty that are not, and asks no more than once for each', async () => {
    const odd = Array.from(
      { length: 20 },
      () =>
        bench.sandbox.createItem({ vault, title: 'Odd', raw: { details: { text: '{"a":"cut \\ud83d"}' } } })
          .id,
    );
    const own = sessionWith(bench.sandbox.mintToken().token);
    await bench.provider.resolve(own, references.slice(0, 1));
    bench.sandbox.clearLog();
    const mixed = odd.flatMap((id, at) => [
      parseLocator(`op://${vault}/${id}/f`),
      ...references.slice(at * fieldsEach, at * fieldsEach + 1),
    ]);
    const answers = (await bench.provider.resolve(own, mixed)).map(brief);
    expect(answers.filter((_, at) => at % 2 === 0)).toEqual(odd.map(() => 'secret_unreadable'));
    expect(answers.filter((_, at) => at % 2 === 1)).toEqual(odd.map((_, at) => `= value ${at}.0`));
    expect(bench.sandbox.requests().length).toBeLessThanOrEqual(1 + 16 + 40);
    for (const item of odd) bench.sandbox.deleteItem({ vault, item });
  });

  it('takes an answer of an unknown shape for an item’s trouble only while others can be read', async () => {
    const own = sessionWith(bench.sandbox.mintToken().token);
    const [, , third = ''] = itemIds;
    await bench.provider.resolve(own, references.slice(0, 1));
    const asked = [parseLocator(`op://${vault}/${third}/keys/f0`)];
    bench.sandbox.injectFault({ kind: 'malformed', form: 'wrongShape', route: 'items/batch' });
    const onItem = bench.sandbox.injectFault({
      kind: 'malformed',
      form: 'wrongShape',
      route: 'item',
      when: ({ path }: { path: string }) => path.includes(third),
    });
    const [ownTrouble] = await bench.provider.resolve(own, asked);
    expect(ownTrouble).toMatchObject({ code: 'secret_unreadable', isCertain: true });
    onItem.remove();
    bench.sandbox.injectFault({ kind: 'malformed', form: 'wrongShape', route: 'item' });
    const [unknown] = await bench.provider.resolve(own, asked);
    expect(unknown).toMatchObject({ code: 'provider_unavailable', isCertain: false });
  });

  it('confirms by one listing that several items are gone', async () => {
    const gone = Array.from(
      { length: 20 },
      () => bench.sandbox.createItem({ vault, title: 'Gone', password: 'p' }).id,
    );
    for (const item of gone) bench.sandbox.deleteItem({ vault, item });
    const asked = [
      ...gone.map((id) => parseLocator(`op://${vault}/${id}/password`)),
      ...references.slice(0, 10),
    ];
    bench.sandbox.clearLog();
    const answers = await bench.provider.resolve(session, asked);
    expect(answers.slice(0, 20)).toEqual(
      gone.map(() => expect.objectContaining({ code: 'secret_not_found', isCertain: true })),
    );
    expect(answers.slice(20).map(brief)).toEqual(right().slice(0, 10));
    expect(bench.sandbox.counts()).toEqual({ 'items/batch': 1, 'items/overviews': 1 });
  });

  it('is not certain that an item is gone while 1Password refuses to say', async () => {
    const gone = bench.sandbox.createItem({ vault, title: 'Gone', password: 'p' }).id;
    bench.sandbox.deleteItem({ vault, item: gone });
    bench.sandbox.injectFault({ kind: 'status', status: 429, route: 'item' });
    const [answer] = await bench.provider.resolve(session, [parseLocator(`op://${vault}/${gone}/password`)]);
    expect(answer).toMatchObject({ code: 'provider_rate_limited', isCertain: false });
  });

  it('reads files, OpenSSH keys and fields that items do not show through the SDK’s own resolve', async () => {
    const item = bench.sandbox.createItem({
      vault,
      title: 'Mixed',
      webFields: [{ id: 'pin', name: 'PIN', value: 'web value' }],
      sections: [
        {
          id: 's',
          title: 'S',
          fields: [
            { id: 'file', label: 'File', type: 'File', value: { name: 'key.pem', content: 'file value' } },
            { id: 'ssh', label: 'SSH', type: 'SshKey' },
          ],
        },
      ],
    }).id;
    const texts = ['s/key.pem', 's/ssh?ssh-format=openssh', 'pin', 'public key'];
    const asked = texts.map((part) => parseLocator(`op://${vault}/${item}/${part}`));
    const answers = await bench.provider.resolve(session, asked);
    expect(answers.map(brief)).toEqual([
      '= file value',
      expect.stringMatching(/^= -----BEGIN OPENSSH PRIVATE KEY-----/),
      '= web value',
      expect.stringMatching(/^= ssh-ed25519 /),
    ]);
  });

  it('says what is wrong with a download by what the wire said', async () => {
    const section = {
      id: 's',
      title: 'S',
      fields: [{ id: 'file', label: 'File', type: 'File' as const, value: file }],
    };
    const item = bench.sandbox.createItem({
      vault,
      title: 'With file',
      category: 'Server',
      sections: [section],
    }).id;
    const asked = [parseLocator(`op://${vault}/${item}/s/file`)];
    bench.sandbox.injectFault({
      kind: 'status',
      status: 429,
      headers: { 'Retry-After': '9' },
      route: 'file',
      times: 1,
    });
    expect(await bench.provider.resolve(session, asked)).toMatchObject([
      { code: 'provider_rate_limited', isCertain: false, retryAfterMs: 9_000 },
    ]);
    bench.sandbox.injectFault({ kind: 'tampered', part: 'data', route: 'file', times: 1 });
    expect(await bench.provider.resolve(session, asked)).toMatchObject([
      { code: 'provider_unavailable', isCertain: false },
    ]);
  });

  it('blames no reference for what the SDK refused because of another', async () => {
    const sections = [
      { id: 's', title: 'S', fields: [{ id: 'ssh', label: 'SSH', type: 'SshKey' as const }] },
    ];
    const other = bench.sandbox.createVault({ name: 'Other' }).id;
    const items = [vault, other].map((each) => {
      const { id } = bench.sandbox.createItem({ vault: each, title: 'Key', category: 'SshKey', sections });
      return parseLocator(`op://${each}/${id}/s/ssh?ssh-format=openssh`);
    });
    const own = sessionWith(bench.sandbox.mintToken().token);
    await bench.provider.resolve(own, items);
    // The other vault is taken away between the batch of items and the SDK's own resolve.
    const inOther = ({ path }: { path: string }) => path.includes(other);
    bench.sandbox.injectFault({ kind: 'status', status: 403, route: 'items/batch', when: inOther, skip: 1 });
    const answers = await bench.provider.resolve(own, items);
    expect(answers).toMatchObject([{ ok: true }, { ok: false, code: 'secret_forbidden', isCertain: true }]);
  });
});

const file = { name: 'a.txt', content: 'file value' };
const decoySection = { id: 'keys', title: 'Keys', fields: [{ id: 'f0', label: 'Field 0', value: 'DECOY' }] };
