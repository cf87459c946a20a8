import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { createConnection } from './create';
import { lookUpKey } from './look-up-key';
import type { CreateInput } from './schema';
import { admin, builder, makeTeam, support } from './testing/callers';
import { connectDesk } from './testing/desk';

useTestDatabase();
const account = useTestAccount();

const make = (key: string, fields: NonNullable<CreateInput['fields']> = {}) =>
  createConnection({ caller: admin, input: { key, name: key, app: 'custom', fields } });
const look = (key: string, caller = admin) => lookUpKey({ caller, input: { key } });

describe('whether a key is taken', () => {
  it('is told with one that is free, whoever has it, and costs no request', async () => {
    await makeTeam();
    await make('stripe');
    await make('stripe-2');
    const before = account.sandbox.requests().length;
    expect(await look('stripe', builder)).toEqual({ isTaken: true, free: 'stripe-3' });
    expect(await look('stripe-3')).toEqual({ isTaken: false });
    expect(account.sandbox.requests().length).toBe(before);
  });

  it('is told to nobody who may not make connections', async () => {
    await expect(look('stripe', support)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a connection that is refused', () => {
  it('is told everything that is wrong at once: its key and each of its fields', async () => {
    const desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
    await make('taken');
    const at = (field: string) => ({
      secretManagerId: desk.manager.id,
      reference: `op://${desk.manager.name}/API/${field}`,
    });
    const refused = make('taken', { good: at('token'), one: at('gone'), two: at('missing') });
    await expect(refused).rejects.toMatchObject({
      code: 'conflict',
      fields: { key: expect.anything(), 'fields.one': expect.anything(), 'fields.two': expect.anything() },
      details: { fieldCodes: { key: 'conflict', 'fields.one': 'secret_not_found' } },
    });
    await expect(refused).rejects.not.toHaveProperty('fields.fields.good');
  });
});
