import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { listEvents } from '@/lib/audit/list';
import { systemCaller } from '@/lib/kernel/caller';
import { textOfSecret } from '@/lib/kernel/secret-value';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { makeManagerRow } from '@/lib/platform/testing/manager-row';
import { authenticateApiKey } from './authenticate';
import { createApiKey } from './create';
import { revokeApiKey } from './revoke';
import { rotateApiKey } from './rotate';

useTestDatabase();

const caller = systemCaller;
const dayMs = 24 * 3_600_000;
let secretManagerId: string;
beforeAll(async () => {
  secretManagerId = await makeManagerRow();
  const data = { key: 'c', name: 'c', app: 'custom', scope: 'platform', createdBy: 'x' };
  await database().connection.create({ data });
});

const make = async (more: object = {}) =>
  (await createApiKey({ caller, input: { name: randomUUID(), scope: 'platform', ...more } })).view;
const rotate = (id: string, overlapMs = dayMs) => rotateApiKey({ caller, input: { id, overlapMs } });

it('a new key may what the old one might, and lasts as long as that did', async () => {
  const limits = {
    connections: ['c'],
    references: [{ secretManagerId, patterns: ['op://One/**'] }],
    networks: ['192.0.2.0/24'],
    expiresAt: new Date(Date.now() + 10 * dayMs).toISOString(),
  };
  const old = await make(limits);
  const { view, key } = await rotate(old.id);
  expect(view).toMatchObject({
    connections: limits.connections,
    references: limits.references,
    networks: limits.networks,
    role: old.role,
  });
  const lastsMs = Date.parse(view.expiresAt ?? '') - Date.now();
  expect(Math.abs(lastsMs - 10 * dayMs)).toBeLessThan(dayMs / 24);
  const { label } = await authenticateApiKey({ key: textOfSecret(key), peer: '192.0.2.1' });
  expect(label).toBe(`key ${old.name}`);
});

it('the old key ends after the overlap, and never later than it would have', async () => {
  const endOf = async (id: string) =>
    (await database().apiKey.findUniqueOrThrow({ where: { id } })).expiresAt;
  const forever = await make({ expiresAt: null });
  await rotate(forever.id);
  const left = ((await endOf(forever.id))?.getTime() ?? 0) - Date.now();
  expect(Math.abs(left - dayMs)).toBeLessThan(dayMs / 24);
  const expiresAt = new Date(Date.now() + dayMs / 4);
  const short = await make({ expiresAt: expiresAt.toISOString() });
  await rotate(short.id);
  expect(await endOf(short.id)).toEqual(expiresAt);
});

it('a key is rotated once, and a revoked one never; the audit says so once', async () => {
  const old = await make();
  await rotate(old.id);
  await expect(rotate(old.id)).rejects.toMatchObject({ code: 'conflict' });
  const revoked = await make();
  await revokeApiKey({ caller, input: { id: revoked.id } });
  await expect(rotate(revoked.id)).rejects.toMatchObject({ code: 'conflict' });
  const { items } = await listEvents({ caller, input: { limit: 100 } });
  const about = (id: string) => items.filter(({ subject }) => subject.id === id).map(({ verb }) => verb);
  expect(about(old.id)).toEqual(['api_key.rotated', 'api_key.created']);
  expect(about(revoked.id)).toEqual(['api_key.revoked', 'api_key.created']);
});
