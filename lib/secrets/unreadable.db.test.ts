import { afterEach, describe, expect, it } from 'vitest';
import { workload } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { clock, setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { resolveReferences } from './resolve';

useTestDatabase();
const account = useTestAccount();
afterEach(() => setClock(systemClock));

/** A secret manager with a good item, and one that the SDK cannot read. */
async function oddDesk(title: string) {
  const desk = await connectDesk(account.sandbox, { Good: { token: 'v' }, Late: { token: 'w' } });
  account.sandbox.createItem({ vault: desk.vaultId, title, details: 'not an object' });
  const read = async (item: string) => {
    const { results } = await resolveReferences({
      caller: { ...workload, references: 'all' },
      input: { secretManagerId: desk.manager.id, references: [`op://${desk.manager.name}/${item}/token`] },
    });
    const [result] = results;
    return result?.ok ? 'ok' : result?.error.code;
  };
  return { desk, read };
}

const stateOf = async ({ manager: { id } }: Desk) => ({
  status: (await database().secretManager.findUniqueOrThrow({ where: { id } })).status,
  breakers: await database().breaker.count({ where: { secretManagerId: id } }),
});

describe('an item that cannot be read', () => {
  it('says nothing of its secret manager: whoever asks for others gets them, and it counts as reachable', async () => {
    const { desk, read } = await oddDesk('Odd');
    expect(await read('Odd')).toBe('provider_unavailable');
    expect(await stateOf(desk)).toEqual({ status: 'connected', breakers: 0 });
    for (let count = 0; count < 5; count += 1) await read('Odd');
    expect(await read('Good')).toBe('ok');
    expect(await stateOf(desk)).toEqual({ status: 'connected', breakers: 0 });
  });

  it('is asked for again after a pause that grows, and at once when it was read', async () => {
    const time = manualClock(clock().now());
    setClock(time);
    const { desk, read } = await oddDesk('Odd');
    await read('Odd');
    const asked = async () => {
      account.sandbox.clearLog();
      await read('Odd');
      return account.sandbox.requests().length > 0;
    };
    expect(await asked()).toBe(false);
    time.advance(5_000);
    expect(await asked()).toBe(true);
    time.advance(5_000);
    expect(await asked()).toBe(false);
    time.advance(5_000);
    expect(await asked()).toBe(true);
    account.sandbox.clearLog();
    // What is read beside it goes its way.
    expect(await read('Late')).toBe('ok');
    expect(await stateOf(desk)).toMatchObject({ breakers: 0 });
  });
});
