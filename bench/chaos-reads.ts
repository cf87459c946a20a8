import { setTimeout as sleep } from 'node:timers/promises';
import { faultsOfEdit, faultsOfSecret } from './chaos-model';
import type { Replica } from './chaos-replica';
import {
  ask,
  bounds,
  detachedKeysMs,
  type Key,
  keptMs,
  noticedMs,
  type Thing,
  type World,
} from './chaos-world';
import { chosenOf } from './poisson';

interface Source {
  state: string;
  ageMs: number;
  source: string;
  detached?: true;
}

/** A read that was answered: where, by which process, and what was so before it was asked for. */
interface Asked {
  replica: Replica | undefined;
  life: string | undefined;
  wellSince: number | undefined;
  calmSince: readonly (number | undefined)[];
  askedAtMs: number;
  answeredAtMs: number;
}

/** Reads at a replica, or through the balancer, until all is over; now and then several at once, or with a revoked key. */
export async function readOn(
  world: World,
  replica: Replica | undefined,
  random: () => number,
): Promise<void> {
  const { things, keys } = world;
  while (!world.isOver) {
    if (replica === undefined || replica.isRunning) {
      const few = random() < 0.1 ? 10 : 1;
      const some = new Set(Array.from({ length: few }, () => chosenOf(things, random)));
      await read(world, replica, [...some], chosenOf(random() < 0.1 ? keys : world.liveKeys(), random));
    }
    await sleep(10 + random() * 60);
  }
}

/** Reads, and checks what is answered. */
export async function read(
  world: World,
  replica: Replica | undefined,
  some: readonly Thing[],
  key: Key,
): Promise<void> {
  const { cluster, calmSinceMs, times } = world;
  const life = replica?.life;
  // What lasts until the answer is there must have been so when it was asked for.
  const before = { wellSince: wellSinceMs(world, replica), calmSince: some.map(({ at }) => calmSinceMs[at]) };
  const askedAtMs = performance.now();
  const [only] = some;
  const isBatch = some.length > 1 || only === undefined;
  const path = isBatch ? '/connections/resolve' : `/connections/${only.key}/resolve`;
  const { status, answer, failure } = await ask(replica?.origin ?? cluster.origin, {
    ...{ method: 'POST', path, key: key.key },
    body: isBatch ? { keys: some.map((thing) => thing.key) } : undefined,
  });
  const asked: Asked = { replica, life, ...before, askedAtMs, answeredAtMs: performance.now() };
  times.push(asked.answeredAtMs - askedAtMs);
  const found = (what: string) => world.note(`${life ?? 'balancer'}, ${path}: ${what}`);
  const told = failure ?? (status === 200 ? '200' : `${status} ${String(answer.code)}`);
  world.count(told);
  if (failure !== undefined) {
    if (!isEnding(world, asked)) found(told);
    return;
  }
  if (status !== 200) {
    if (!mayFail(world, asked, { status, code: String(answer.code), some, key })) found(told);
    return;
  }
  if (isHonouredTooLong(key, asked)) found('a key that is revoked is honoured');
  if (replica && !key.honoured.has(replica.name)) key.honoured.set(replica.name, asked.answeredAtMs);
  for (const [place, thing] of some.entries()) {
    const one = isBatch ? memberOf(answer, thing.key) : answer;
    for (const fault of faultsOf(world, thing, one, { ...asked, calmSince: [asked.calmSince[place]] }))
      found(fault);
  }
}

/** The last read of a connection at a replica, once all is mended: it must give what is true. */
export async function lastRead(world: World, replica: Replica, thing: Thing): Promise<void> {
  const [key] = world.liveKeys();
  const path = `/connections/${thing.key}/resolve`;
  const { status, answer } = await ask(replica.origin, { method: 'POST', path, key: key?.key ?? '' });
  const given = Object(answer.fields).token;
  const last = thing.token.versions.at(-1)?.text;
  if (status !== 200 || given !== last)
    world.note(`at the end ${replica.name} gives ${String(given ?? status)} where ${last} is true`);
}

/** What is wrong with one connection of an answer. */
function faultsOf(world: World, thing: Thing, one: object, asked: Asked): string[] {
  const { replica, life, wellSince, calmSince, askedAtMs, answeredAtMs } = asked;
  const { fields = {}, sources = {} } = one as {
    fields?: Record<string, string>;
    sources?: Record<string, Source>;
  };
  const { token: source } = sources;
  if (fields.token === undefined || source === undefined)
    return [`${thing.key} has no value: ${JSON.stringify(one).slice(0, 200)}`];
  if (replica && !thing.answered.has(replica.name)) thing.answered.set(replica.name, answeredAtMs);
  world.count(`${source.state} from ${source.source}${source.detached ? ', detached' : ''}`);
  const given = { life: life ?? `balancer ${askedAtMs}`, askedAtMs, answeredAtMs };
  const heardSince = wellSince === undefined ? undefined : wellSince + noticedMs;
  const [calm] = calmSince;
  const settled = heardSince === undefined || calm === undefined ? undefined : Math.max(heardSince, calm);
  const faults = [
    ...faultsOfSecret(thing.token, { ...given, text: fields.token, ...source }, settled, bounds),
    ...faultsOfEdit(thing.plain, { ...given, text: fields.plain ?? '' }, heardSince, bounds),
  ];
  return faults.map((fault) => `${fields.token}, ${fields.plain}, ${JSON.stringify(source)}: ${fault}`);
}

/** Since when a replica is well; through the balancer: since when all are. */
function wellSinceMs({ cluster }: World, replica: Replica | undefined): number | undefined {
  if (replica) return replica.wellSinceMs;
  const since = cluster.replicas.map((each) => each.wellSinceMs);
  return since.includes(undefined) ? undefined : Math.max(...since.map((each) => each ?? 0));
}

/** Whether a process was ended while it was asked. Through the balancer only one that is killed may break an answer. */
function isEnding({ killedAtMs }: World, { replica, life, askedAtMs, answeredAtMs }: Asked): boolean {
  if (replica) return !replica.isRunning || replica.life !== life;
  return killedAtMs.some((at) => at > askedAtMs - 1_000 && at < answeredAtMs + 1_000);
}

function mayFail(
  world: World,
  { replica, askedAtMs }: Asked,
  { status, code, some, key }: { status: number; code: string; some: readonly Thing[]; key: Key },
): boolean {
  const isAway = code === 'database_unavailable';
  // One that is revoked is forgotten: cut off, nobody can tell what it was.
  if ((status === 401 || isAway) && key.revokeAskedAtMs !== undefined) return true;
  const since = wellSinceMs(world, replica);
  const isAttached = since !== undefined && askedAtMs - since > noticedMs;
  if (!isAway || isAttached) return false;
  // What this replica has never answered, or too lately for its snapshot, it cannot know while it is cut off.
  const isKnown = (first: Map<string, number>) =>
    replica !== undefined && askedAtMs - (first.get(replica.name) ?? askedAtMs) > keptMs;
  return !isKnown(key.honoured) || some.some(({ answered }) => !isKnown(answered));
}

function isHonouredTooLong({ revokedAtMs }: Key, { wellSince, askedAtMs }: Asked): boolean {
  if (revokedAtMs === undefined) return false;
  const sinceMs = askedAtMs - revokedAtMs;
  if (sinceMs > detachedKeysMs + noticedMs + bounds.slackMs) return true;
  if (wellSince === undefined) return false;
  return wellSince + noticedMs < revokedAtMs
    ? sinceMs > bounds.slackMs
    : askedAtMs - Math.max(revokedAtMs, wellSince) > noticedMs + bounds.slackMs;
}

function memberOf(answer: Record<string, unknown>, key: string): object {
  const { results = [] } = answer as { results?: { key?: string }[] };
  return results.find((each) => each.key === key) ?? {};
}
