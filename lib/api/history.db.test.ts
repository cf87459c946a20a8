import { describe, expect, it } from 'vitest';
import { bind, valuesOf } from '@/lib/connections/testing/bound';
import { connectDesk } from '@/lib/connections/testing/desk';
import { historyViewSchema } from '@/lib/history/schema';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { useTestApi } from './testing/use-api';

useTestDatabase();
const account = useTestAccount();
const { ask, asAdmin, asWorkload, reader, signedIn } = useTestApi();

const address = '/api/v1/health/history';

describe('GET /api/v1/health/history', () => {
  it('tells where values came from, what it cost and what is the pace, for all and for one', async () => {
    const desk = await connectDesk(account.sandbox, { App: { key: 'one', other: 'two' } });
    const key = await bind(desk, {
      key: `op://${desk.manager.name}/App/key`,
      other: `op://${desk.manager.name}/App/other`,
    });
    for (let reads = 0; reads < 3; reads += 1) await valuesOf(key);
    const { status, body } = await asAdmin('GET', `${address}?range=hour`);
    expect(status).toBe(200);
    const history = historyViewSchema.parse(body);
    expect(history.points).toHaveLength(12);
    expect(history.total).toMatchObject({ memory: 6, provider: 0, failed: 0 });
    expect(history.total.hitRatio).toBe(1);
    expect(history.total.requests).toBeGreaterThan(0);
    expect(history.total.signIns).toBe(1);
    expect(history.pacePerStep).toBeCloseTo(1_000 / 288);
    const points = history.points.reduce((sum, { memory }) => sum + memory, 0);
    expect(points).toBe(6);
    const [own] = history.managers;
    expect(own).toMatchObject({ secretManagerId: desk.manager.id, lastFailure: null });
    expect(own?.lastSuccessAt).not.toBeNull();
    const one = await asAdmin('GET', `${address}?range=week&secretManagerId=${desk.manager.id}`);
    expect(historyViewSchema.parse(one.body)).toMatchObject({ total: { memory: 6 } });
  });

  it('tells no last success before the status that it is well since, and no refused token without a failure', async () => {
    const desk = await connectDesk(account.sandbox, { App: { key: 'one' } });
    const { id } = desk.manager;
    const own = async () => {
      const { body } = await asAdmin('GET', `${address}?range=hour&secretManagerId=${id}`);
      return historyViewSchema.parse(body).managers[0];
    };
    await own();
    const later = new Date(Date.now() + 60_000);
    await database().secretManager.update({ where: { id }, data: { statusSince: later } });
    expect(await own()).toMatchObject({ lastSuccessAt: later.toISOString(), lastFailure: null });
    await database().secretManager.update({
      where: { id },
      data: { status: 'refused', statusReason: 'provider_denied', checkedAt: later },
    });
    const told = await own();
    expect(told?.lastFailure).toMatchObject({ code: 'provider_denied', at: later.toISOString() });
    expect((told?.lastSuccessAt ?? '') < later.toISOString()).toBe(true);
  });

  it('names the causes of what failed, the most frequent first', async () => {
    const desk = await connectDesk(account.sandbox, { App: { key: 'one' } });
    const headers = await reader(desk.manager.id);
    for (const field of ['gone', 'gone', 'missing']) {
      await ask('POST', '/api/v1/references/resolve', {
        headers,
        body: {
          secretManagerId: desk.manager.id,
          references: [`op://${desk.manager.name}/App/${field}`],
        },
      });
    }
    const { body } = await asAdmin('GET', `${address}?secretManagerId=${desk.manager.id}`);
    expect(historyViewSchema.parse(body).failures).toEqual([
      { code: 'secret_not_found', title: 'Secret not found', count: 3 },
    ]);
  });

  it('is for people, not for workloads, and knows no range but its own', async () => {
    expect((await asWorkload('GET', address)).status).toBe(403);
    expect((await ask('GET', address)).status).toBe(401);
    const support = await ask('GET', address, { headers: { cookie: await signedIn('support') } });
    expect(support.status).toBe(200);
    expect((await asAdmin('GET', `${address}?range=year`)).status).toBe(422);
    expect((await asAdmin('GET', `${address}?secretManagerId=none`)).status).toBe(404);
  });
});
