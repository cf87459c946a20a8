import { afterEach, describe, expect, it } from 'vitest';
import { apiKeyPrefix, hashApiKey, makeApiKey } from '@/lib/crypto/api-key';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { publishLocally } from '@/lib/platform/invalidation';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { makeManagerRow } from '@/lib/platform/testing/manager-row';
import { parseLocator } from '@/lib/providers/references';
import { authenticateApiKey, recallApiKey } from './authenticate';

useTestDatabase();
afterEach(() => setClock(systemClock));

const peer = '192.0.2.7';
const enter = (key: string, from = peer) => authenticateApiKey({ key, peer: from });
const unknown = { code: 'unauthenticated' };

type Row = Partial<Prisma.ApiKeyCreateInput>;

async function makeRow(row: Row = {}, key = makeApiKey()): Promise<string> {
  const told = { name: 'k', prefix: apiKeyPrefix(key), hash: hashApiKey(key), createdBy: 'x' };
  await database().apiKey.create({ data: { ...told, role: 'workload', scope: 'platform', ...row } });
  return key;
}

describe('a key', () => {
  it('is its holder’s, from memory after the first time', async () => {
    const key = await makeRow();
    expect(recallApiKey(key)).toBeUndefined();
    expect(await enter(key)).toMatchObject({
      kind: 'api-key',
      role: 'workload',
      projects: 'all',
      connections: 'all',
    });
    expect(recallApiKey(key)).toMatchObject({ role: 'workload' });
  });

  it('that is not there, or has not the form of one, is nobody’s', async () => {
    await expect(enter(makeApiKey())).rejects.toMatchObject(unknown);
    await expect(enter(await makeRow({}, 'short'))).rejects.toMatchObject(unknown);
  });

  it('ends at its time, also in memory', async () => {
    const time = manualClock(Date.now());
    setClock(time);
    const key = await makeRow({ expiresAt: new Date(time.now() + 30_000) });
    await enter(key);
    expect(recallApiKey(key)).toBeDefined();
    time.advance(30_000);
    expect(recallApiKey(key)).toBeUndefined();
    await expect(enter(key)).rejects.toMatchObject(unknown);
  });

  it('that is revoked is nobody’s, from the moment that this process hears of it', async () => {
    await expect(enter(await makeRow({ revokedAt: new Date() }))).rejects.toMatchObject(unknown);
    const key = await makeRow();
    await enter(key);
    const { id } = await database().apiKey.update({
      where: { hash: hashApiKey(key) },
      data: { revokedAt: new Date() },
    });
    publishLocally({ topic: 'api-key', id: 'another' });
    expect(recallApiKey(key)).toBeDefined();
    publishLocally({ topic: 'api-key', id });
    expect(recallApiKey(key)).toBeUndefined();
    await expect(enter(key)).rejects.toMatchObject(unknown);
  });

  it('that changed while it was being read is not remembered as it was', async () => {
    const key = await makeRow();
    const entering = enter(key);
    publishLocally({ topic: 'api-key', id: 'any' });
    await entering;
    expect(recallApiKey(key)).toBeUndefined();
  });

  it('with networks is used from those alone, and not from memory, which knows no address', async () => {
    const key = await makeRow({ networks: ['192.0.2.0/24'] });
    await enter(key);
    expect(recallApiKey(key)).toBeUndefined();
    await expect(enter(key, '198.51.100.1')).rejects.toMatchObject({
      code: 'forbidden',
      details: { reason: 'network' },
    });
  });
});

describe('what a key may', () => {
  it('is of its projects and its connections', async () => {
    await database().project.create({ data: { id: 'p', name: 'p' } });
    const data = { key: 'c', name: 'c', app: 'custom', scope: 'platform', createdBy: 'x' };
    const { id } = await database().connection.create({ data });
    const key = await makeRow({
      scope: 'project',
      allConnections: false,
      projects: { create: [{ project: { connect: { id: 'p' } } }] },
      connections: { create: [{ connection: { connect: { id } } }] },
    });
    expect(await enter(key)).toMatchObject({ projects: ['p'], connections: [id] });
  });

  it('to read by naming it is nothing, everything, or what it was made for', async () => {
    expect((await enter(await makeRow())).references).toBeUndefined();
    expect((await enter(await makeRow({ readable: 'all' }))).references).toBe('all');
    const secretManagerId = await makeManagerRow();
    const { references } = await enter(
      await makeRow({ readable: [{ secretManagerId, patterns: ['op://One/**'] }] }),
    );
    if (references === undefined || references === 'all') throw new Error('it is limited');
    const allows = (vault: string) =>
      references
        .get(secretManagerId)
        ?.allows({ locator: parseLocator('op://v/i/f'), titles: { vault, item: 'I', field: 'F' } });
    expect([allows('One'), allows('Two'), references.size]).toEqual([true, false, 1]);
  });
});
