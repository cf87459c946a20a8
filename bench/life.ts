import { fork } from 'node:child_process';
import { once } from 'node:events';
import { programFile } from './child';

/** How a read of one reference ended. */
export type ReadEnd = { state: 'fresh' | 'stale'; ageMs: number; source: string } | { code: string };

/** One life of the product, in a process that ends without notice. */
export interface Life {
  connect(token: string): Promise<string>;
  advance(byMs: number): Promise<void>;
  read(secretManagerId: string, references: readonly string[]): Promise<ReadEnd[]>;
  kill(): Promise<void>;
}

/** Starts the product on a data folder at a simulated time. */
export async function startLife(settings: {
  nowMs: number;
  dataDir: string;
  address: string;
  timeoutMs: number;
}): Promise<Life> {
  const { nowMs, dataDir, address, timeoutMs } = settings;
  const child = fork(programFile('life-program'), [String(nowMs), dataDir, address, String(timeoutMs)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const stop = () => child.kill('SIGKILL');
  process.once('exit', stop);
  const answer = async (): Promise<unknown> => {
    const [message] = await Promise.race([
      once(child, 'message'),
      ended.then(([code]): unknown[] => {
        throw new Error(`the product ended with ${code}`);
      }),
    ]);
    return Object(message).answer;
  };
  const ask = (command: object): Promise<unknown> => {
    const answered = answer();
    child.send(command);
    return answered;
  };
  await answer();
  return {
    connect: async (token) => String(await ask({ verb: 'connect', token })),
    advance: async (byMs) => void (await ask({ verb: 'advance', byMs })),
    read: async (secretManagerId, references) =>
      asEnds(await ask({ verb: 'read', secretManagerId, references })),
    async kill() {
      process.off('exit', stop);
      stop();
      await ended;
    },
  };
}

/** Guarantee: life-program.ts answers a read in this form. */
function asEnds(answer: unknown): ReadEnd[] {
  return answer as ReadEnd[];
}
