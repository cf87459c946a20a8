import { textOfSecret } from '@/lib/kernel/secret-value';
import { loadManager } from '@/lib/managers/load';
import { updateManager } from '@/lib/managers/update';
import { database } from '@/lib/platform/database';
import { type MalformedItem, malformedItem } from '@/lib/providers/onepassword/testing/malformed-items';
import type { SeededRandom } from '@/lib/providers/onepassword/testing/seeded-random';
import { providerOf } from '@/lib/providers/registry';
import { breakerOf } from '@/lib/quota/gate';
import { readSecrets } from '@/lib/secrets/read';
import { refreshesSettled } from '@/lib/secrets/refresh-ahead';
import type { Sandbox } from '@/sandbox/handle';
import { admin } from './callers';
import { connectDesk } from './desk';
import {
  healthyById,
  type Life,
  lookAtVault,
  oddById,
  readByNames,
  readFar,
  readSpoiled,
  refreshAhead,
  refreshListed,
  type Say,
  told,
} from './ways-of-reading';

const minuteMs = 60_000;
const reader = { by: 'among malformed items' };

/** Items to live among, in one vault: some that stay well and some that are malformed by turns. */
export async function settle(
  sandbox: Sandbox,
  time: Life['time'],
  { healthy, odd }: { healthy: number; odd: number },
): Promise<Life> {
  const titles = Array.from({ length: healthy }, (_, at) => `Healthy ${at}`);
  const desk = await connectDesk(
    sandbox,
    Object.fromEntries(titles.map((title) => [title, { secret: 'v0' }])),
  );
  await updateManager({ caller: admin, input: { id: desk.manager.id, patch: { plan: 'business' } } });
  const far = sandbox.createVault({ name: `Far ${desk.vaultId}` }).id;
  sandbox.grantVault({ serviceAccountId: desk.token.serviceAccountId, vault: far });
  const item = sandbox.createItem({
    vault: far,
    title: 'Far',
    category: 'Server',
    fields: [{ label: 'secret', value: 'far' }],
  }).id;
  const manager = await loadManager(desk.manager.id);
  if (!manager) throw new Error('the secret manager was connected a moment ago');
  return {
    sandbox,
    time,
    desk,
    manager,
    healthy: titles.map((title) => ({ id: sandbox.findItem(desk.vaultId, title).item, title, value: 'v0' })),
    odd: Array.from(
      { length: odd },
      (_, at) =>
        sandbox.createItem({
          vault: desk.vaultId,
          title: `Odd ${at}`,
          category: at % 4 === 0 ? 'Login' : 'Server',
        }).id,
    ),
    far: { vault: far, item },
    tally: { malformed: 0, reads: new Map(), answers: new Map(), disturbed: [] },
  };
}

/**
 * One turn: all items are well and in use, some of them turn malformed while a healthy one is given another value, and
 * then everything is read in every way that there is. Each malformed item is met by a refresh; `looked` of them, or all, by
 * every other way too.
 */
export async function liveOneTurn(
  life: Life,
  random: SeededRandom,
  options: { spoiled: number; largeShare: number; looked?: number },
): Promise<void> {
  const spoiled = life.odd.slice(0, options.spoiled);
  await bringIntoUse(life);
  const items = spoiled.map((item) => spoil(life, item, malformedItem(random, options.largeShare)));
  const rotated = random.pick(life.healthy);
  rotated.value = `v${life.tally.malformed}`;
  life.sandbox.updateItem({
    vault: life.desk.vaultId,
    item: rotated.id,
    field: 'secret',
    value: rotated.value,
  });
  const looked = spoiled.slice(0, options.looked);
  const about = [...new Set(items.map(({ kind }) => kind))].join(', ');
  await watch(life, about, async (say) => {
    await refreshAhead(life, say);
    await readByNames(life, say);
    await readSpoiled(life, random, looked, say);
    await lookAtVault(life, random, looked, say);
    await refreshListed(life, say);
    await readFar(life, say);
  });
}

async function watch(life: Life, about: string, work: (say: Say) => Promise<void>): Promise<void> {
  const { tally, manager } = life;
  const say: Say = (way, isWell, detail = '') => {
    tally.reads.set(way, (tally.reads.get(way) ?? 0) + 1);
    if (!isWell) tally.disturbed.push(`${way}: ${detail} (${about})`);
  };
  await work(say);
  const breaker = await breakerOf(manager.id);
  say('the breaker', breaker.state === 'closed', breaker.state);
  const { status } = await database().secretManager.findUniqueOrThrow({ where: { id: manager.id } });
  say('the status', status === 'connected', status);
}

/** Well-formed all of them, and read: what the worker remembers of earlier turns is forgotten. */
async function bringIntoUse(life: Life): Promise<void> {
  const text =
    '{"sections":[{"name":"s","title":"S","fields":[{"n":"secret","t":"secret","k":"string","v":"well"}]}]}';
  life.odd.forEach((item, at) => {
    life.sandbox.setRawContent({
      vault: life.desk.vaultId,
      item,
      overview: { text: `{"title":"Odd ${at}"}` },
      details: { text },
    });
  });
  // A refresh that is broken off by the closing would be told as an outage.
  await refreshesSettled();
  await providerOf('onepassword').close(life.manager.id);
  life.time.advance(20 * minuteMs);
  await watch(life, 'all well', async (say) => {
    const readings = await readSecrets(
      life.manager,
      [...healthyById(life), ...life.odd.map((item) => oddById(life, item))],
      reader,
    );
    for (const [at, reading] of readings.entries()) {
      say(
        'a repaired item',
        reading.ok && (at < life.healthy.length || textOfSecret(reading.value) === 'well'),
        told(reading),
      );
    }
    await readByNames(life, say);
  });
}

function spoil({ sandbox, desk, tally }: Life, item: string, malformed: MalformedItem): MalformedItem {
  tally.malformed += 1;
  sandbox.setRawContent({ vault: desk.vaultId, item, ...malformed.raw });
  return malformed;
}
