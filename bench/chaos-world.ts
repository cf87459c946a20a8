import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from './chaos-cluster';
import { type Changing, changing } from './chaos-model';
import type { Replica } from './chaos-replica';

/** What is promised, in milliseconds. */
export const bounds = { freshMs: 5_000, slackMs: 10_000 };
/** For how long a process that is cut off honours keys. */
export const detachedKeysMs = 120_000;
/** Within this a process notices that it is cut off, or that it is not any more. */
export const noticedMs = 20_000;
/** What was answered so long ago is in the snapshot of the process too. */
export const keptMs = 45_000;

/** A connection with one secret and one plain field. */
export interface Thing {
  key: string;
  /** Which secret manager. */
  at: number;
  item: string;
  token: Changing;
  plain: Changing;
  isBeingEdited: boolean;
  /** By replica: when it was first answered. */
  answered: Map<string, number>;
}

/** A workload's API key. */
export interface Key {
  id: string;
  key: string;
  /** By replica: when it was first honoured. */
  honoured: Map<string, number>;
  revokeAskedAtMs?: number;
  revokedAtMs?: number;
}

interface Answer {
  status: number;
  answer: Record<string, unknown>;
  /** Why there is none. */
  failure?: string;
}

/** What there is, what happened to it, and what was wrong. */
export class World {
  readonly cluster: Cluster;
  readonly things: Thing[] = [];
  readonly keys: Key[] = [];
  readonly vaults: string[] = [];
  readonly serviceAccounts: string[] = [];
  /** By secret manager: since when nothing is wrong with it. The first half never has trouble. */
  readonly calmSinceMs: (number | undefined)[] = [];
  readonly killedAtMs: number[] = [];
  readonly tally = new Map<string, number>();
  readonly times: number[] = [];
  readonly wrong: string[] = [];
  isDatabaseThere = true;
  isOver = false;

  constructor(cluster: Cluster) {
    this.cluster = cluster;
  }

  /** Makes `managerCount` secret managers with `itemCount` connections each, and six keys. */
  async setUp(managerCount: number, itemCount: number): Promise<void> {
    const { sandbox, replicas } = this.cluster;
    const [first] = replicas;
    for (let at = 0; at < managerCount; at += 1) {
      const { id: vault } = sandbox.createVault({ name: `Vault ${at}` });
      const { token, serviceAccountId } = sandbox.mintToken({ vaults: [vault] });
      this.vaults.push(vault);
      this.serviceAccounts.push(serviceAccountId);
      this.calmSinceMs.push(0);
      const { answer } = await this.change(first, 'POST', '/secret-managers', {
        name: `Manager ${at}`,
        provider: 'onepassword',
        config: { serviceAccountToken: token },
        policy: { freshMs: bounds.freshMs },
        plan: 'business',
      });
      for (let number = 0; number < itemCount; number += 1) await this.#makeThing(at, number, answer.id);
    }
    for (let at = 0; at < 6; at += 1) await this.makeKey(first);
  }

  async #makeThing(at: number, number: number, secretManagerId: unknown): Promise<void> {
    const { sandbox, replicas } = this.cluster;
    const key = `c${at}-${number}`;
    const [value, plain] = [`${key}:v0`, `${key}:p0`];
    const vault = this.vaults[at] ?? '';
    const fields = [{ label: 'token', type: 'Concealed' as const, value }];
    const { id: item } = sandbox.createItem({ vault, title: key, category: 'ApiCredentials', fields });
    const nowMs = performance.now();
    this.things.push({
      ...{ key, at, item, isBeingEdited: false, answered: new Map() },
      token: changing(value, nowMs),
      plain: changing(plain, nowMs),
    });
    const reference = `op://Vault ${at}/${key}/token`;
    const made = await this.change(replicas[0], 'POST', '/connections', {
      ...{ key, name: key, app: 'custom' },
      fields: { token: { secretManagerId, reference }, plain: { value: plain } },
    });
    if (made.status !== 201) throw new Error(`no connection: ${made.status} ${String(made.answer.code)}`);
  }

  /** Makes a key through a replica, if it can. */
  async makeKey(replica: Replica | undefined): Promise<void> {
    const { status, answer } = await this.change(replica, 'POST', '/api-keys', {
      name: `K${this.keys.length}`,
      role: 'workload',
    });
    if (status === 201)
      this.keys.push({ id: String(answer.id), key: String(answer.key), honoured: new Map() });
  }

  /** Keys that nobody has asked to revoke. */
  liveKeys(): Key[] {
    return this.keys.filter(({ revokeAskedAtMs }) => revokeAskedAtMs === undefined);
  }

  /** A change by an admin. One that cannot be made must say that the database is away. */
  async change(replica: Replica | undefined, method: string, path: string, body?: object): Promise<Answer> {
    const { adminKey } = this.cluster.settings;
    const given = await ask(replica?.origin ?? '', { method, path, body, key: adminKey });
    const { status, answer, failure } = given;
    const told = failure ?? (status < 300 ? 'done' : `${status} ${String(answer.code)}`);
    this.count(`change: ${told}`);
    if (status >= 500 && answer.code !== 'database_unavailable') this.note(`${method} ${path}: ${told}`);
    return given;
  }

  count(what: string): void {
    this.tally.set(what, (this.tally.get(what) ?? 0) + 1);
  }

  /** Notes something that is wrong. */
  note(what: string): void {
    if (this.wrong.length < 200) this.wrong.push(`${new Date().toISOString().slice(11, 23)} ${what}`);
  }

  /** For whoever looks for the cause of what is wrong. */
  tell(what: string): void {
    appendFileSync(join(this.cluster.logs, 'acts'), `${new Date().toISOString()} ${what}\n`);
  }
}

/** Asks the API. Never rejects. */
export async function ask(
  origin: string,
  { method, path, body, key }: { method: string; path: string; body?: object | undefined; key: string },
): Promise<Answer> {
  try {
    const response = await fetch(`${origin}/api/v1${path}`, {
      method,
      signal: AbortSignal.timeout(30_000),
      headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer: Record<string, unknown> = text.startsWith('{') ? JSON.parse(text) : {};
    return { status: response.status, answer };
  } catch (error) {
    const cause: unknown = Object(error).cause;
    return { status: 0, answer: {}, failure: String(Object(cause).code ?? Object(error).name) };
  }
}
