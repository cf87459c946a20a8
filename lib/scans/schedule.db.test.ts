import { afterEach, describe, expect, it } from 'vitest';
import { bind } from '@/lib/connections/testing/bound';
import { admin } from '@/lib/connections/testing/callers';
import { connectDesk } from '@/lib/connections/testing/desk';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import type { ScanSchedule } from '@/lib/managers/scan-schedules';
import { updateManager } from '@/lib/managers/update';
import { setClock } from '@/lib/platform/clock';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { getScan } from './get';
import { lockScan } from './scan-lock';
import { scanDue } from './schedule';

useTestDatabase();
const account = useTestAccount();
afterEach(() => setClock(systemClock));

const hourMs = 3_600_000;

async function scheduled(scanSchedule: ScanSchedule) {
  const desk = await connectDesk(account.sandbox, { Stripe: { key: 'one' } });
  await bind(desk, { secretKey: `op://${desk.manager.name}/Stripe/key` });
  const { id } = desk.manager;
  await updateManager({ caller: admin, input: { id, patch: { scanSchedule } } });
  const time = manualClock(Date.now());
  setClock(time);
  const lastOf = async () => (await getScan({ caller: admin, input: { id } })).last;
  return { id, time, lastOf };
}

describe('the schedule of scans', () => {
  it('scans a day after the last time, by itself, and not before', async () => {
    const { time, lastOf } = await scheduled('daily');
    await scanDue();
    expect(await lastOf()).toBeNull();
    time.advance(24 * hourMs);
    await Promise.all([scanDue(), scanDue()]);
    const first = await lastOf();
    expect(first).toMatchObject({ startedBy: 'system', fields: 1 });
    time.advance(23 * hourMs);
    await scanDue();
    expect(await lastOf()).toEqual(first);
    time.advance(hourMs);
    await scanDue();
    expect(await lastOf()).not.toEqual(first);
  });

  it('leaves alone what is switched off, and what another process is at', async () => {
    const off = await scheduled('off');
    off.time.advance(1_000 * hourMs);
    await scanDue();
    expect(await off.lastOf()).toBeNull();
    const busy = await scheduled('weekly');
    busy.time.advance(8 * 24 * hourMs);
    await lockScan(busy.id, 'another process');
    const before = account.sandbox.requests().length;
    await scanDue();
    expect(account.sandbox.requests().length).toBe(before);
    expect(await busy.lastOf()).toBeNull();
  });
});
