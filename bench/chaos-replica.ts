import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../scripts/port.mjs';
import { wayTo } from '../server/testing/way';
import { type ServerProcess, type ServerSettings, startServer } from './server-process';

/** The state of a replica's link to the database: it works, is refused, is silent (packets are dropped without a sign), or is slow. */
export type Link = 'well' | 'closed' | 'silent' | 'slow';

/** Where the ways of a replica lead. */
interface Ends {
  poolerPort: number;
  serverPort: number;
  /** The folder for what its processes log, a file each. */
  logs: string;
}

/** One process of several, with a way to the database of its own that can be spoiled. It keeps its folder and its port. */
export class Replica {
  readonly name: string;
  readonly port: number;
  readonly #settings: ServerSettings;
  readonly #ends: Ends;
  readonly #ways: [pooled: number, direct: number];
  #links: ReturnType<typeof wayTo>[] = [];
  #process: ServerProcess | undefined;
  #starts = 0;
  #isDatabaseThere = true;
  link: Link = 'well';
  /** Since when its process runs and its link works; undefined while one of them does not. Of `performance.now()`. */
  wellSinceMs: number | undefined;

  private constructor(name: string, settings: ServerSettings, ends: Ends, ways: [number, number]) {
    this.name = name;
    this.port = settings.port ?? 0;
    this.#settings = settings;
    this.#ends = ends;
    this.#ways = ways;
  }

  /** Makes its ways, and starts its process. */
  static async start(name: string, settings: ServerSettings, ends: Ends): Promise<Replica> {
    const [port, pooled, direct] = [await freePort(), await freePort(), await freePort()];
    const at = (way: number) => `postgresql://latchkey@127.0.0.1:${way}/postgres`;
    const replica = new Replica(
      name,
      {
        ...settings,
        dataDir: mkdtempSync(join(tmpdir(), `latchkey-chaos-${name}-`)),
        port,
        env: { ...settings.env, DATABASE_URL: at(pooled), LATCHKEY_LISTEN_URL: at(direct) },
      },
      ends,
      [pooled, direct],
    );
    await replica.#openWays();
    await replica.run();
    return replica;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The process that runs now, or ran last. */
  get life(): string {
    return `${this.name}.${this.#starts}`;
  }

  get isRunning(): boolean {
    return this.#process !== undefined;
  }

  /** Starts its process and waits until it is ready. */
  async run(): Promise<void> {
    this.#starts += 1;
    this.#process = await startServer(this.#settings);
    this.#process.child.process.stdout?.pipe(createWriteStream(join(this.#ends.logs, this.life)));
    this.#noteWell();
  }

  /** Ends its process. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const ending = this.#process;
    this.#process = undefined;
    this.wellSinceMs = undefined;
    await ending?.end(signal);
  }

  /** Spoils or mends its way to the database. */
  async setLink(link: Link): Promise<void> {
    const was = this.link;
    this.link = link;
    this.wellSinceMs = undefined;
    if (was === 'closed') await this.#openWays();
    for (const way of this.#links) {
      if (was === 'silent') way.speak();
      if (was === 'slow') way.slow(0);
      if (link === 'closed') way.close();
      if (link === 'silent') way.fallSilent();
      if (link === 'slow') way.slow(200);
    }
    this.#noteWell();
  }

  /** The database went away or came back, for all. */
  setDatabase(isThere: boolean): void {
    this.#isDatabaseThere = isThere;
    this.wellSinceMs = undefined;
    this.#noteWell();
  }

  async remove(): Promise<void> {
    await this.end('SIGKILL');
    for (const way of this.#links) way.close();
    await sleep(50);
    rmSync(this.#settings.dataDir, { recursive: true, force: true });
  }

  #noteWell(): void {
    const isWell = this.isRunning && this.link === 'well' && this.#isDatabaseThere;
    if (isWell) this.wellSinceMs = performance.now();
  }

  async #openWays(): Promise<void> {
    const { poolerPort, serverPort } = this.#ends;
    this.#links = [wayTo(poolerPort), wayTo(serverPort)];
    for (const [at, way] of this.#links.entries()) await way.open(this.#ways[at] ?? 0);
  }
}
