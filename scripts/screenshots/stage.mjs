import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePortFrom } from '../port.mjs';
import { startProgram, waitUntil } from '../program.mjs';

const deadlineMs = 180_000;

/** A sandbox account and an empty Latchkey that trusts it, with all their data in `folder`. */
export function openStage(folder) {
  const running = [];
  let sandboxOrigin;
  let port;
  const tokenFile = join(folder, 'sandbox-token.txt');

  async function started(program, isReady) {
    running.push(program);
    if (await waitUntil(isReady, program, deadlineMs)) return;
    throw new Error(`${program.name} did not become ready. It printed:\n${program.tail()}`);
  }

  async function start() {
    const sandboxPort = await freePortFrom(4040);
    sandboxOrigin = `http://127.0.0.1:${sandboxPort}`;
    await started(
      startProgram({
        name: 'the sandbox',
        file: 'dist/sandbox.mjs',
        args: [
          ...['--port', String(sandboxPort)],
          ...['--state', join(folder, 'sandbox.json')],
          ...['--token-file', tokenFile],
        ],
        logFile: join(folder, 'sandbox.log'),
      }),
      async () => (await fetch(`${sandboxOrigin}/sandbox`)).ok && existsSync(tokenFile),
    );
    port = await freePortFrom(3000);
    await started(
      startProgram({
        name: 'Latchkey',
        file: 'dist/server.mjs',
        env: { NODE_ENV: 'production' },
        settings: {
          PORT: String(port),
          HOST: '127.0.0.1',
          DATA_DIR: folder,
          LATCHKEY_SIGN_IN_HOSTS: sandboxOrigin,
          LATCHKEY_PROVIDER_TIMEOUT_MS: '20000',
        },
        logFile: join(folder, 'server.log'),
      }),
      async () => (await fetch(`http://127.0.0.1:${port}/api/ready`)).ok,
    );
  }

  return {
    start,
    origin: () => `http://localhost:${port}`,
    token: () => readFileSync(tokenFile, 'utf8').trim(),
    setUpLink: () => {
      const link = /https?:\/\/\S+\/set-up\S*/.exec(readFileSync(join(folder, 'server.log'), 'utf8'))?.[0];
      if (link === undefined) throw new Error('The start printed no set-up link.');
      return link;
    },
    /** One of the sandbox's calls, such as `tokens/revoke`; answers what it said. */
    sandbox: async (path, body) => {
      const response = await fetch(`${sandboxOrigin}/sandbox/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`The sandbox refused ${path}: ${response.status}.`);
      return response.json();
    },
    /** The product first, so that it can still end what it has begun with the sandbox. */
    close: async () => {
      for (const program of running.splice(0).reverse()) await program.stop();
    },
  };
}
