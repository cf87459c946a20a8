import type { Sandbox } from '../../handle';
import { startSandbox } from '../../sandbox';
import { type ConnectSandbox, startConnect } from '../connect';

/** An answer with its body as JSON, or as a text when it is no JSON. */
export type Answer = { status: number; headers: Headers; body: unknown };

/** Both servers over one account. */
export type Both = {
  sandbox: Sandbox;
  connect: ConnectSandbox;
  /** Asks Connect by plain HTTP; with a token that reads all vaults of the moment, unless another or none ("") is told. */
  get: (path: string, token?: string) => Promise<Answer>;
  close: () => Promise<void>;
};

/** Starts both servers; `now` is the clock, in milliseconds since 1970. */
export async function startBoth(now: () => number = Date.now): Promise<Both> {
  const sandbox = await startSandbox({ now });
  const connect = await startConnect(sandbox);
  return {
    sandbox,
    connect,
    async get(path, token = connect.mintToken().token) {
      const headers: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` };
      const answer = await fetch(connect.address + path, { headers });
      return { status: answer.status, headers: answer.headers, body: parsed(await answer.text()) };
    },
    async close() {
      await connect.close();
      await sandbox.close();
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
