import { expect, it } from 'vitest';
import type { RawContent } from './model';
import { startSandbox } from './sandbox';
import { signIn } from './testing/sign-in';

const details = 'error deserializing retrieved item details';
const overview = 'error deserializing retrieved item overview';
const listing = 'error deserializing item during item listing';

/** An item's contents, and what the SDK says of the item alone, of a batch it is in and of the listing of its vault. */
const cases: { what: string; raw: RawContent; item?: string; list?: string }[] = [
  {
    what: 'half a surrogate pair in a value',
    raw: { details: { text: '{"notesPlain":"cut \\ud83d"}' } },
    item: details,
  },
  { what: 'details that are no object', raw: { details: { text: '[]' } }, item: details },
  {
    what: 'details that are no UTF-8',
    raw: { details: { base64: 'eyJub3Rlc1BsYWluIjoi/yJ9' } },
    item: details,
  },
  {
    what: 'half a surrogate pair in a title',
    raw: { overview: { text: '{"title":"\\ud83d"}' } },
    item: overview,
    list: listing,
  },
  {
    what: 'an overview that is no object',
    raw: { overview: { text: 'null' } },
    item: overview,
    list: listing,
  },
  { what: 'a NUL in a title', raw: { overview: { text: '{"title":"a\\u0000b"}' } } },
  {
    what: 'wrong types',
    raw: { details: { text: '{"sections":[null,{"fields":{}}],"fields":7,"notesPlain":[]}' } },
  },
];

it('serves plaintexts as they stand, and the SDK refuses the item, each batch it is in, or the list of its vault', async () => {
  const sandbox = await startSandbox();
  try {
    const vault = sandbox.createVault({ name: 'V' }).id;
    const well = sandbox.createItem({ vault, title: 'Well', password: 'p' }).id;
    const odd = sandbox.createItem({ vault, title: 'Odd' }).id;
    const client = await signIn(sandbox.mintToken().token);
    for (const { what, raw, item = 'ok', list = 'ok' } of cases) {
      sandbox.setRawContent({ vault, item: odd, overview: { text: '{}' }, details: { text: '{}' }, ...raw });
      const met = await Promise.all(
        [client.items.get(vault, odd), client.items.getAll(vault, [well, odd]), client.items.list(vault)].map(
          (asked: Promise<unknown>) =>
            asked.then(
              () => 'ok',
              ({ message }: Error) => message,
            ),
        ),
      );
      expect([what, ...met]).toEqual([what, item, item, list]);
    }
  } finally {
    await sandbox.close();
  }
});

it('takes such plaintexts over its control calls, and lets a change of the item replace them', async () => {
  const sandbox = await startSandbox();
  try {
    const vault = sandbox.createVault({ name: 'V' }).id;
    sandbox.createItem({ vault, title: 'Odd', category: 'Server', fields: [{ label: 'f', value: 'v' }] });
    const call = (path: string, body: object) =>
      fetch(`${sandbox.address}/sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) });
    const put = await call('items/raw', { vault: 'V', item: 'Odd', details: { text: 'null' } });
    expect(put.status).toBe(200);
    const client = await signIn(sandbox.mintToken().token);
    const { item } = sandbox.findItem(vault, 'Odd');
    await expect(client.items.get(vault, item)).rejects.toThrow(details);
    sandbox.updateItem({ vault, item, field: 'f', value: 'new' });
    expect((await client.items.get(vault, item)).fields[0]?.value).toBe('new');
    expect((await call('items/raw', { vault: 'V', item: 'Odd', details: 'null' })).status).toBe(400);
  } finally {
    await sandbox.close();
  }
});
