import { entriesHeld } from '@/lib/cache/memory';
import type { manualClock } from '@/lib/kernel/clock';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { textOfSecret } from '@/lib/kernel/secret-value';
import type { LoadedManager } from '@/lib/managers/load';
import type { SeededRandom } from '@/lib/providers/onepassword/testing/seeded-random';
import { parseLocator } from '@/lib/providers/references';
import { browseFields, browseItems } from '@/lib/secrets/browse';
import { lookupOf } from '@/lib/secrets/cache-lookup';
import { checkReference } from '@/lib/secrets/check';
import { openDirectory } from '@/lib/secrets/directory';
import { readAnew, readSecrets } from '@/lib/secrets/read';
import type { Reading } from '@/lib/secrets/reading';
import { refreshesSettled } from '@/lib/secrets/refresh-ahead';
import { refreshByListing } from '@/lib/secrets/refresh-vault';
import type { Sandbox } from '@/sandbox/handle';
import { admin } from './callers';
import type { Desk } from './desk';

const minuteMs = 60_000;
const reader = { by: 'among malformed items' };

/** What was read beside malformed items, and what went wrong; `disturbed` is to stay empty. */
export interface Tally {
  malformed: number;
  /** By the way of reading, how often something was read. */
  reads: Map<string, number>;
  /** Answers about malformed items, by code. */
  answers: Map<string, number>;
  disturbed: string[];
}

export interface Life {
  sandbox: Sandbox;
  time: ReturnType<typeof manualClock>;
  desk: Desk;
  manager: LoadedManager;
  healthy: { id: string; title: string; value: string }[];
  odd: string[];
  far: { vault: string; item: string };
  tally: Tally;
}

export type Say = (way: string, isWell: boolean, detail?: string) => void;

export async function refreshAhead(life: Life, say: Say): Promise<void> {
  life.time.advance(4.5 * minuteMs);
  sayHealthy(
    life,
    'memory',
    await readSecrets(life.manager, healthyById(life), reader),
    say,
    'before a refresh',
  );
  await refreshesSettled();
  sayHealthy(life, 'refresh ahead', await readSecrets(life.manager, healthyById(life), reader), say);
}

export async function readByNames(life: Life, say: Say): Promise<void> {
  const wanted = life.healthy.map(({ title }) =>
    lookupOf(life.manager, parseLocator(`op://${life.desk.manager.name}/${title}/secret`)),
  );
  sayHealthy(life, 'by name', await Promise.all(wanted.map((want) => readAnew(life.manager, want))), say);
}

/** Malformed ones together with healthy ones, and some alone. They may say anything that is true of them alone. */
export async function readSpoiled(
  life: Life,
  random: SeededRandom,
  spoiled: readonly string[],
  say: Say,
): Promise<void> {
  const together = [...healthyById(life), ...spoiled.map((item) => oddById(life, item))];
  const readings = await Promise.all(together.map((want) => readAnew(life.manager, want)));
  sayHealthy(life, 'together', readings.slice(0, life.healthy.length), say);
  for (const reading of readings.slice(life.healthy.length))
    sayOdd(life, 'malformed, together', reading, say);
  for (const item of some(random, spoiled))
    sayOdd(life, 'malformed, alone', await readAnew(life.manager, oddById(life, item)), say);
  const { id: secretManagerId } = life.desk.manager;
  for (const item of [random.pick(life.healthy).id, ...some(random, spoiled)]) {
    const checked = await checkReference({
      caller: admin,
      input: { secretManagerId, reference: `op://${life.desk.vaultId}/${item}/secret` },
    });
    const isWell = life.odd.includes(item) ? checked.ok || isOwnTrouble(checked.code ?? '') : checked.ok;
    say('check', isWell, checked.code ?? 'ok');
  }
}

export async function lookAtVault(
  life: Life,
  random: SeededRandom,
  spoiled: readonly string[],
  say: Say,
): Promise<void> {
  const { id } = life.desk.manager;
  const { vaultId } = life.desk;
  const healthy = new Set(life.healthy.map((each) => each.id));
  const listed = await orCode(browseItems({ caller: admin, input: { id, vaultId, age: 'new' } }));
  const seen = 'items' in listed ? listed.items.filter((item) => healthy.has(item.id)).length : 0;
  say('listing', seen === healthy.size, 'code' in listed ? listed.code : `${seen} of ${healthy.size}`);
  for (const itemId of [random.pick(life.healthy).id, ...some(random, spoiled)]) {
    const shown = await orCode(browseFields({ caller: admin, input: { id, vaultId, itemId, age: 'new' } }));
    const code = 'fields' in shown ? '' : shown.code;
    say('fields', code === '' || (life.odd.includes(itemId) && isOwnTrouble(code)), code);
  }
  const directory = openDirectory(life.manager, admin);
  await directory.items(vaultId);
  const contents = await directory.contents(vaultId, [...healthy, ...spoiled]);
  for (const { id: itemId } of life.healthy) say('scan', contents.get(itemId)?.ok === true, 'no contents');
}

export async function refreshListed(life: Life, say: Say): Promise<void> {
  const { id, credentialRevision } = life.manager;
  const held = entriesHeld(id, credentialRevision).flatMap(({ entry }) =>
    entry.state === 'value' && entry.boundReference.includes(life.desk.vaultId)
      ? [{ entry, isKept: true }]
      : [],
  );
  life.time.advance(4.5 * minuteMs);
  await refreshByListing(life.manager, life.desk.vaultId, held);
  sayHealthy(life, 'listed refresh', await readSecrets(life.manager, healthyById(life), reader), say);
}

/** What was never read before, in another vault of the same token, by name and by id. */
export async function readFar(life: Life, say: Say): Promise<void> {
  const { vault, item } = life.far;
  const title = `Far ${life.tally.malformed}`;
  life.sandbox.renameItem({ vault, item, title });
  for (const reference of [`op://Far ${life.desk.vaultId}/${title}/secret`, `op://${vault}/${item}/secret`]) {
    const [reading] = await readSecrets(
      life.manager,
      [lookupOf(life.manager, parseLocator(reference))],
      reader,
    );
    say('another vault', reading?.ok === true && textOfSecret(reading.value) === 'far', told(reading));
  }
}

export function healthyById({ desk, manager, healthy }: Life) {
  return healthy.map(({ id }) => lookupOf(manager, parseLocator(`op://${desk.vaultId}/${id}/secret`)));
}

export function oddById({ desk, manager }: Life, item: string) {
  return lookupOf(manager, parseLocator(`op://${desk.vaultId}/${item}/secret`));
}

function sayHealthy(
  { healthy }: Life,
  way: string,
  readings: readonly Reading[],
  say: Say,
  note?: 'before a refresh',
): void {
  for (const [at, reading] of readings.entries()) {
    const isRight = reading.ok && (note !== undefined || textOfSecret(reading.value) === healthy[at]?.value);
    say(way, isRight, `${healthy[at]?.title}: ${told(reading)}`);
  }
}

function sayOdd({ tally }: Life, way: string, reading: Reading, say: Say): void {
  const code = reading.ok ? 'a value' : reading.error.code;
  tally.answers.set(code, (tally.answers.get(code) ?? 0) + 1);
  say(way, reading.ok || isOwnTrouble(code), code);
}

function isOwnTrouble(code: string): boolean {
  return code.startsWith('secret_') || code === 'reference_invalid';
}

export function told(reading: Reading | undefined): string {
  if (!reading) return 'no reading';
  return reading.ok ? 'another value' : reading.error.code;
}

async function orCode<T extends object>(asked: Promise<T>): Promise<T | { code: string }> {
  try {
    return await asked;
  } catch (error) {
    return { code: asLatchkeyError(error).code };
  }
}

function some(random: SeededRandom, list: readonly string[]): string[] {
  return list.length === 0 ? [] : [random.pick(list), random.pick(list)];
}
