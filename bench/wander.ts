import { forgetAll } from '@/lib/cache/memory';
import { createConnection } from '@/lib/connections/create';
import { resolveConnection } from '@/lib/connections/resolve';
import { admin, support, workload } from '@/lib/connections/testing/callers';
import { manualClock } from '@/lib/kernel/clock';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { textOfSecret } from '@/lib/kernel/secret-value';
import { updateManager } from '@/lib/managers/update';
import { setClock } from '@/lib/platform/clock';
import { dropSingleton } from '@/lib/platform/singleton';
import { clearEntries } from '@/lib/secrets/clear-entries';
import { listEntries } from '@/lib/secrets/list-entries';
import { refreshesSettled } from '@/lib/secrets/refresh-ahead';
import { refreshEntry } from '@/lib/secrets/refresh-entry';
import type { FaultInput } from '@/sandbox/faults';
import { startSandbox } from '@/sandbox/sandbox';
import { printMachine } from './machine';
import { readOptions } from './options';
import { chosenByWeight, chosenOf, seededRandom } from './poisson';
import { connect, openProduct } from './product';
import { printTable } from './table';
import { faultsOfFailure, faultsOfValue, passesWithinMs, type Thing, type Weather } from './wander-model';

// A random life of an account and its readers, each answer checked against what was true. See README.md.

const { isQuick, rounds, only } = readOptions();
const steps = rounds ?? (isQuick ? 300 : 3_000);
const seed = Number(only ?? 1);
const minuteMs = 60_000;
const names = ['a', 'b', 'c'];

interface Act {
  /** How often, beside the others. */
  weight: number;
  name: string;
  act: () => unknown;
}

printMachine();
const random = seededRandom(seed);
const time = manualClock(Date.now());
setClock(time);
const sandbox = await startSandbox({ now: time.now });
const product = await openProduct({ signInHosts: [sandbox.address], timeoutMs: 30_000 });
const vaults = ['North', 'South'].map((name) => sandbox.createVault({ name }).id);
let token = sandbox.mintToken({ vaults });
const manager = await connect(token.token, { plan: 'business' });
const things: Thing[] = [];
for (let at = 0; at < 8; at += 1) things.push(await newThing(at));
const weather: Weather = { troubleSinceMs: undefined, troubleUntilMs: 0 };
const seen = new Map<string, number>();
const wrong: string[] = [];

const acts: readonly Act[] = [
  { weight: 40, name: 'read', act: () => read(one(things)) },
  { weight: 8, name: 'read several at once', act: readSeveral },
  { weight: 8, name: 'rotate', act: () => rotate(one(things)) },
  { weight: 3, name: 'rotate while it is read', act: rotateWhileRead },
  { weight: 10, name: 'seconds pass', act: () => pass(minuteMs) },
  { weight: 8, name: 'minutes pass', act: () => pass(10 * minuteMs) },
  { weight: 2, name: 'hours pass', act: () => pass(600 * minuteMs) },
  { weight: 3, name: 'trouble', act: trouble },
  { weight: 5, name: 'trouble ends', act: calm },
  { weight: 1, name: 'token refused', act: refuse },
  { weight: 2, name: 'put away', act: () => putAway(one(things)) },
  { weight: 3, name: 'back again', act: () => bringBack(one(things)) },
  { weight: 1, name: 'rename', act: () => rename(one(things)) },
  {
    weight: 2,
    name: 'clear',
    act: () => clearEntries({ caller: admin, input: { secretManagerId: manager.id } }),
  },
  { weight: 2, name: 'memory lost', act: loseMemory },
  { weight: 2, name: 'sessions end', act: () => sandbox.expireSessions() },
  { weight: 3, name: 'refresh by hand', act: refreshByHand },
  { weight: 1, name: 'token replaced', act: replaceToken },
];
for (let step = 0; step < steps && wrong.length < 20; step += 1) {
  const { name, act } = chosenByWeight(acts, random);
  const before = wrong.length;
  await act();
  await refreshesSettled();
  for (const each of wrong.slice(before)) console.log(`step ${step}, ${name}: ${each}`);
}
calm();
pass(2 * passesWithinMs);
for (const thing of things) bringBack(thing);
pass(passesWithinMs);
for (const thing of things) await read(thing);
for (const thing of things) await read(thing);
printTable(`${steps} steps, seed ${seed}`, ['answer', 'times'], [...seen].sort());
printTable('What went wrong', ['what'], wrong.length === 0 ? [['nothing']] : wrong.map((each) => [each]));
await product.close();
await sandbox.close();
process.exitCode = wrong.length === 0 ? 0 : 1;

async function newThing(at: number): Promise<Thing> {
  const vault = vaults[at % 2] ?? '';
  const title = `Item ${at}`;
  const values = new Map(names.map((name) => [name, [{ value: `${at}${name}0`, fromMs: time.now() }]]));
  const { id: item } = sandbox.createItem({
    vault,
    title,
    category: 'ApiCredentials',
    fields: names.map((label) => ({ label, type: 'Concealed', value: `${at}${label}0` })),
  });
  const key = `thing-${at}`;
  const fields = names.map((name) => [
    name,
    { secretManagerId: manager.id, reference: `op://${at % 2 ? 'South' : 'North'}/${title}/${name}` },
  ]);
  await createConnection({
    caller: admin,
    input: { key, name: key, app: 'custom', fields: Object.fromEntries(fields) },
  });
  return { vault, item, title, key, values, awaySinceMs: undefined, backAtMs: 0, given: new Map() };
}

async function read(thing: Thing, isRotating = 'no' as 'yes' | 'no'): Promise<void> {
  try {
    const { fields, sources } = await resolveConnection({ caller: workload, input: { key: thing.key } });
    const given: Record<string, string> = JSON.parse(textOfSecret(fields));
    const told: Record<string, { source: string; state: string; ageMs: number }> = JSON.parse(sources);
    for (const name of names) {
      const { source = '', state = '', ageMs = 0 } = told[name] ?? {};
      const value = given[name] ?? '';
      tally(`${state} from ${source}`);
      wrong.push(
        ...faultsOfValue(
          thing,
          { name, value, state, ageMs, isRotating: isRotating === 'yes' },
          weather,
          time.now(),
        ),
      );
    }
  } catch (error) {
    const { code } = asLatchkeyError(error);
    tally(code);
    wrong.push(...faultsOfFailure(thing, code, weather, time.now()));
  }
}

async function readSeveral(): Promise<void> {
  await Promise.all([one(things), one(things), one(things)].map((thing) => read(thing)));
}

async function rotateWhileRead(): Promise<void> {
  const thing = one(things);
  const reading = read(thing, 'yes');
  rotate(thing);
  await reading;
}

function rename(thing: Thing): void {
  thing.title += '.';
  sandbox.renameItem(thing);
}

function refuse(): void {
  if (weather.troubleSinceMs !== undefined) return;
  sandbox.revokeToken(token.serviceAccountId);
  weather.troubleSinceMs = time.now();
}

function loseMemory(): void {
  forgetAll();
  dropSingleton('warmed-managers');
}

function rotate(thing: Thing): void {
  if (thing.awaySinceMs !== undefined) return;
  const name = one(names);
  const versions = thing.values.get(name) ?? [];
  const value = `${thing.key.slice(6)}${name}${versions.length}`;
  sandbox.updateItem({ vault: thing.vault, item: thing.item, field: name, value });
  versions.push({ value, fromMs: time.now() });
}

function putAway(thing: Thing): void {
  if (thing.awaySinceMs !== undefined) return;
  sandbox.archiveItem(thing);
  thing.awaySinceMs = time.now();
}

function bringBack(thing: Thing): void {
  if (thing.awaySinceMs === undefined) return;
  sandbox.restoreItem(thing);
  thing.awaySinceMs = undefined;
  thing.backAtMs = time.now();
}

function trouble(): void {
  const faults: FaultInput[] = [
    { kind: 'status', status: 503 },
    { kind: 'status', status: 429, headers: { 'Retry-After': '120' } },
    { kind: 'status', status: 429 },
    { kind: 'reset' },
    { kind: 'status', status: 503, route: 'items/batch' },
    { kind: 'status', status: 500, route: 'items/overviews' },
    { kind: 'shortBatch' },
    { kind: 'reorderedBatch' },
    { kind: 'truncated', times: 2 },
    { kind: 'tampered', part: 'data', route: 'items/batch' },
  ];
  sandbox.injectFault(one(faults));
  weather.troubleSinceMs ??= time.now();
}

function calm(): void {
  if (weather.troubleSinceMs === undefined) return;
  sandbox.clearFaults();
  sandbox.restoreToken(token.serviceAccountId);
  weather.troubleSinceMs = undefined;
  weather.troubleUntilMs = time.now();
}

function pass(mostMs: number): void {
  time.advance(Math.ceil(random() * mostMs));
}

async function refreshByHand(): Promise<void> {
  const { items } = await listEntries({ caller: support, input: { limit: 100 } });
  const entry = items.length > 0 ? one(items) : undefined;
  if (entry)
    await refreshEntry({ caller: support, input: { id: entry.id } }).catch((error) =>
      tally(`by hand: ${asLatchkeyError(error).code}`),
    );
}

async function replaceToken(): Promise<void> {
  if (weather.troubleSinceMs !== undefined) return;
  token = sandbox.mintToken({ vaults });
  await updateManager({
    caller: admin,
    input: { id: manager.id, patch: { config: { serviceAccountToken: token.token } } },
  }).catch((error) => void wrong.push(`a token cannot be replaced: ${asLatchkeyError(error).code}`));
}

function one<T>(list: readonly T[]): T {
  return chosenOf(list, random);
}

function tally(what: string): void {
  seen.set(what, (seen.get(what) ?? 0) + 1);
}
