import { beforeAll, expect, it } from 'vitest';
import { readEnvText } from '@/lib/kernel/env-text';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { beginsReference } from '@/lib/providers/references';
import { referenceInText } from '@/lib/providers/references-in-text';
import { useTestAccount } from '@/lib/providers/testing/account';
import { createConnection } from './create';
import { exportConnection } from './export';
import type { CreateInput } from './schema';
import { admin, builder, ofTeam, support } from './testing/callers';
import { connectDesk, type Desk } from './testing/desk';

useTestDatabase();
const account = useTestAccount();

let desk: Desk;
let exported: string;
beforeAll(async () => {
  desk = await connectDesk(account.sandbox, {
    Stripe: { 'Secret Key': 'one', token: 'two' },
    'R&D': { key: 'three' },
  });
  const secretManagerId = desk.manager.id;
  const vault = desk.manager.name;
  await create('first', {
    secretKey: { secretManagerId, reference: `op://${vault}/Stripe/Secret Key` },
    webhookSecret: { value: 'typed-and-secret' },
    odd: { secretManagerId, path: [vault, 'R&D', 'key'] },
    header: { secretManagerId, reference: `op://${vault}/Stripe/token`, text: 'Bearer "{{secret}}"\nX: 1' },
  });
  exported = await exportConnection({ caller: builder, input: { key: 'first' } });
});

async function create(key: string, fields: CreateInput['fields'], app: CreateInput['app'] = 'stripe') {
  return createConnection({
    caller: builder,
    input: { key, name: 'Pay\nINJECTED=1', app, ...ofTeam, fields },
  });
}

it('names what fits a reference, and gives the rest by ids', () => {
  const vault = desk.manager.name;
  const lines = exported.split('\n');
  expect(lines.slice(0, 4)).toEqual([
    '# name: Pay INJECTED=1',
    '# key: first',
    '# app: stripe',
    `# secret manager: ${desk.manager.name}`,
  ]);
  expect(lines).toContain(`secretKey="op://${vault}/Stripe/Secret Key"`);
  expect(exported).toMatch(/^odd="op:\/\/[a-z2-7]{26}\/[a-z2-7]{26}\/[^"&]+"$/m);
});

it('holds no typed secret, for nobody', async () => {
  for (const caller of [admin, builder, support]) {
    const text = await exportConnection({ caller, input: { key: 'first' } });
    expect(text).not.toContain('typed-and-secret');
    expect(text).toMatch(/^# webhookSecret: .*not exported\.$/m);
  }
});

it('shows plain settings, and the text around a secret to those alone who may change it', async () => {
  await create('db', { host: { value: 'db.example.com' } }, 'postgres');
  expect(await exportConnection({ caller: support, input: { key: 'db' } })).toContain(
    'host="db.example.com"',
  );
  expect(exported).toContain('Bearer');
  const asSupport = await exportConnection({ caller: support, input: { key: 'first' } });
  expect(asSupport).not.toContain('Bearer');
  expect(asSupport).toMatch(/^# header: /m);
});

it('comes back the same when it is imported', async () => {
  const fields: Record<string, NonNullable<CreateInput['fields']>[string]> = {};
  for (const entry of readEnvText(exported, beginsReference)) {
    if (entry.kind !== 'value') continue;
    const { reference, text } = referenceInText(entry.value) ?? { reference: entry.value, text: undefined };
    fields[entry.name] = { secretManagerId: desk.manager.id, reference, ...(text ? { text } : {}) };
  }
  await create('second', fields);
  const again = await exportConnection({ caller: builder, input: { key: 'second' } });
  const values = (text: string) => text.split('\n').filter((line) => !line.startsWith('#'));
  expect(values(again)).toEqual(values(exported));
});

it('is not there for others', async () => {
  const stranger = { ...builder, projects: ['another'] };
  await expect(exportConnection({ caller: stranger, input: { key: 'first' } })).rejects.toMatchObject({
    code: 'not_found',
  });
});
