import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setAccess } from '@/lib/managers/access';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { allIds, publishLocally } from '@/lib/platform/invalidation';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { refreshesSettled } from '@/lib/secrets/refresh-ahead';
import { createConnection } from './create';
import { getConnection } from './get';
import { resolveConnection } from './resolve';
import { valuesOf } from './testing/bound';
import { admin, ofTeam, team, workload } from './testing/callers';
import { connectDesk, type Desk, grantAll } from './testing/desk';
import { updateConnection } from './update';

useTestDatabase();
const account = useTestAccount();
const hourMs = 3_600_000;
let time: ReturnType<typeof manualClock>;
let desk: Desk;
let id = '';
let made = 0;

beforeEach(async () => {
  time = manualClock(Date.now() + hourMs);
  setClock(time);
  desk = await connectDesk(account.sandbox, { Stripe: { key: 'sk' } });
  id = account.sandbox.createEnvironment({ name: 'Shop', variables: [{ name: 'HOST', value: 'h' }] }).id;
  account.sandbox.grantVault({ serviceAccountId: desk.token.serviceAccountId, vault: id });
});
afterEach(() => setClock(systemClock));

async function whole(
  scope: { scope: 'project'; projectIds: string[] } = ofTeam,
  prefix = '',
): Promise<string> {
  made += 1;
  const key = `learn-${made}`;
  const environment = { secretManagerId: desk.manager.id, environmentId: id, prefix };
  await createConnection({
    caller: admin,
    input: { key, name: key, app: 'custom', ...scope, fields: {}, environment },
  });
  return key;
}

const revisionOf = async (key: string) =>
  (await database().connection.findUniqueOrThrow({ where: { key } })).revision;
const viewOf = async (key: string) => (await getConnection({ caller: admin, input: { key } })).environment;
async function add(name: string): Promise<void> {
  await sleep(1_100);
  account.sandbox.updateItem({
    ...account.sandbox.variablesItem(id),
    field: name,
    value: 'v',
    type: 'Concealed',
  });
  time.advance(5 * hourMs);
}
async function resolveOften(key: string): Promise<void> {
  for (let read = 0; read < 4; read += 1) {
    await resolveConnection({ caller: workload, input: { key } });
    await refreshesSettled();
  }
}

describe('names of variables that were read', () => {
  it('move the revision once, also of a row that a release wrote which knows no whole Environments', async () => {
    const key = await whole(ofTeam, 'SHOP_');
    await database().connectionField.updateMany({
      where: { connection: { key } },
      data: { environment: Prisma.DbNull },
    });
    publishLocally({ topic: 'connection', id: allIds });
    await resolveOften(key);
    expect(await revisionOf(key)).toBe(2);
    expect(await valuesOf(key)).toEqual({ SHOP_HOST: 'h' });
    expect(await viewOf(key)).toMatchObject({ prefix: 'SHOP_', variables: ['HOST'] });
    await add('ADDED');
    await resolveOften(key);
    expect(await revisionOf(key)).toBe(3);
  });

  it('are told to no connection whose projects may not use the Environment any more', async () => {
    const others = await database().project.create({ data: { name: 'Others' } });
    await grantAll(desk.manager, others.id);
    const key = await whole();
    const refused = await whole({ scope: 'project', projectIds: [others.id] });
    const projects = [{ projectId: team.id, patterns: ['op://**'] }];
    await setAccess({ caller: admin, input: { id: desk.manager.id, projects } });
    await add('STRIPE_LIVE_KEY');
    await resolveOften(key);
    expect((await viewOf(key))?.variables).toEqual(['HOST', 'STRIPE_LIVE_KEY']);
    expect((await viewOf(refused))?.variables).toEqual(['HOST']);
    expect(await revisionOf(refused)).toBe(1);
  });

  it('are named by the variable where one of them is refused', async () => {
    const key = await whole();
    const environment = {
      secretManagerId: desk.manager.id,
      environmentId: id,
      prefix: 'P_',
      only: ['HOST', 'A*'],
    };
    const update = updateConnection({ caller: admin, input: { key, patch: { environment } } });
    await expect(update).rejects.toMatchObject({
      fields: { 'environment.only.A*': expect.anything() },
    });
  });
});
