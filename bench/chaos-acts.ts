import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultInput } from '@/sandbox/faults';
import type { Link, Replica } from './chaos-replica';
import { bounds, noticedMs, type World } from './chaos-world';
import { chosenByWeight, chosenOf } from './poisson';

interface Act {
  /** How often, beside the others. */
  weight: number;
  name: string;
  /** False: it could not be done now. */
  act: () => unknown;
}

/** What happens, one thing after the other, for so long or until enough is wrong. What is spoilt is mended after a while. */
export async function act(world: World, random: () => number, lengthMs: number): Promise<void> {
  const acts = actsOn(world, random);
  const endsAtMs = performance.now() + lengthMs;
  while (performance.now() < endsAtMs && world.wrong.length < 50) {
    const { name, act: run } = chosenByWeight(acts, random);
    if (run() !== false) {
      world.count(`act: ${name}`);
      world.tell(name);
    }
    await sleep(100 + random() * 1_400);
  }
}

/** Waits until every process runs, every link works and 1Password answers, and then for as long as a process may take to notice. */
export async function untilMended({ cluster, calmSinceMs }: World): Promise<void> {
  const isWell = () => cluster.replicas.every(({ wellSinceMs }) => wellSinceMs !== undefined);
  while (!isWell() || calmSinceMs.includes(undefined)) await sleep(500);
  await sleep(noticedMs + 2 * bounds.freshMs + bounds.slackMs);
}

function actsOn(world: World, random: () => number): Act[] {
  const { things, calmSinceMs } = world;
  const { sandbox, database, replicas } = world.cluster;
  const one = <T>(list: readonly T[]): T => chosenOf(list, random);

  function rotate(): void {
    const thing = one(things);
    const value = `${thing.key}:v${thing.token.versions.length}`;
    sandbox.updateItem({ vault: world.vaults[thing.at] ?? '', item: thing.item, field: 'token', value });
    thing.token.versions.push({ text: value, fromMs: performance.now() });
  }

  async function edit(): Promise<boolean> {
    const [thing, replica] = [one(things), one(replicas)];
    if (thing.isBeingEdited || !replica.isRunning) return false;
    thing.isBeingEdited = true;
    const value = `${thing.key}:p${thing.plain.versions.length}`;
    const version = {
      text: value,
      fromMs: performance.now(),
      confirmedAtMs: undefined as number | undefined,
    };
    thing.plain.versions.push(version);
    const { status } = await world.change(replica, 'PATCH', `/connections/${thing.key}`, {
      fields: { plain: { value } },
    });
    if (status === 200) version.confirmedAtMs = performance.now();
    thing.isBeingEdited = false;
    return true;
  }

  async function replaceKey(): Promise<void> {
    const key = one(world.liveKeys());
    await world.makeKey(one(replicas));
    if (world.liveKeys().length < 4) return;
    key.revokeAskedAtMs = performance.now();
    const { status } = await world.change(one(replicas), 'DELETE', `/api-keys/${key.id}`);
    if (status >= 200 && status < 300) key.revokedAtMs = performance.now();
  }

  /** For a while one replica is cut off, one that has been well for long enough to know what it should. */
  function spoilLink(): boolean {
    const replica = one(replicas);
    if (!isSettled(replica) || !world.isDatabaseThere) return false;
    const link = one<Link>(['closed', 'silent', 'slow']);
    world.count(`link: ${link}`);
    world.tell(`link of ${replica.name}: ${link}`);
    void replica.setLink(link);
    void sleep(5_000 + random() * 35_000).then(() => {
      world.tell(`link of ${replica.name}: well`);
      return replica.setLink('well');
    });
    return true;
  }

  function trouble(): boolean {
    const at = calmSinceMs.length / 2 + Math.floor((random() * calmSinceMs.length) / 2);
    if (calmSinceMs[at] === undefined) return false;
    const serviceAccountId = world.serviceAccounts[at];
    const faults: FaultInput[] = [
      { kind: 'status', status: 503 },
      { kind: 'status', status: 429, headers: { 'Retry-After': '5' } },
      { kind: 'reset' },
      { kind: 'hang' },
      { kind: 'slow', delayMs: 3_000 },
      { kind: 'truncated' },
      { kind: 'malformed', form: 'notJson' },
    ];
    const { remove } = sandbox.injectFault({ ...one(faults), serviceAccountId });
    calmSinceMs[at] = undefined;
    world.tell(`trouble of ${at}`);
    void sleep(5_000 + random() * 25_000).then(() => {
      remove();
      calmSinceMs[at] = Number.POSITIVE_INFINITY;
    });
    return true;
  }

  /** Ends one replica and starts it again; never two at once, for there is always one that can serve. */
  function end(signal: NodeJS.Signals): boolean {
    const replica = one(replicas);
    if (replicas.some(({ isRunning }) => !isRunning)) return false;
    if (replicas.some((each) => each !== replica && !isSettled(each))) return false;
    world.tell(`${signal} ${replica.name}`);
    if (signal === 'SIGKILL') world.killedAtMs.push(performance.now());
    void replica
      .end(signal)
      .then(() => sleep(random() * 5_000))
      .then(() => replica.run())
      .catch((error: unknown) => world.note(`${replica.name} does not start: ${String(error)}`));
    return true;
  }

  function restartDatabase(): boolean {
    if (!world.isDatabaseThere || replicas.some((each) => !isSettled(each))) return false;
    world.isDatabaseThere = false;
    database.stop();
    for (const replica of replicas) replica.setDatabase(false);
    void sleep(random() * 10_000).then(() => {
      database.start();
      world.isDatabaseThere = true;
      for (const replica of replicas) replica.setDatabase(true);
    });
    return true;
  }

  return [
    { weight: 40, name: 'a value rotates', act: rotate },
    { weight: 8, name: 'a connection is edited', act: edit },
    { weight: 6, name: 'a key is revoked, another made', act: replaceKey },
    { weight: 5, name: 'a link is spoilt', act: spoilLink },
    { weight: 8, name: '1Password has trouble', act: trouble },
    { weight: 2, name: 'kill -9', act: () => end('SIGKILL') },
    { weight: 2, name: 'SIGTERM', act: () => end('SIGTERM') },
    { weight: 1, name: 'the database restarts', act: restartDatabase },
    {
      weight: 2,
      name: 'a session ends at 1Password',
      act: () => sandbox.expireSessions(one(world.serviceAccounts)),
    },
  ];
}

function isSettled({ wellSinceMs: since }: Replica): boolean {
  return since !== undefined && performance.now() - since > noticedMs;
}
