import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'undici';
import { clickActions, type Driver, keyActions, viewport } from './driver';

const preferences = {
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.update.enabled': false,
  'intl.accept_languages': 'en-GB, en',
  'remote.prefs.recommended': true,
};

/** Firefox by WebDriver BiDi (w3c.github.io/webdriver-bidi), which it speaks itself, with everything that it logs. */
export async function openFirefox(): Promise<Driver> {
  const profile = await mkdtemp(join(tmpdir(), 'latchkey-firefox-'));
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  await writeFile(join(profile, 'user.js'), lines.join('\n'));
  const child = spawn(
    process.env.LATCHKEY_TEST_FIREFOX ?? 'firefox-esr',
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: profile } },
  );
  const ended = once(child, 'close');
  const session = await connect(`${await addressIn(child.stderr)}/session`);
  const made = Object(await session.send('session.new', { capabilities: {} }));
  const tree = Object(await session.send('browsingContext.getTree', {}));
  const context: string = tree.contexts[0].context;
  const complaints: string[] = [];
  session.onEvent((method, entry) => {
    if (method === 'log.entryAdded' && ['error', 'warn'].includes(entry.level))
      complaints.push(`${entry.type}: ${entry.text}`);
  });
  await session.send('session.subscribe', { events: ['log.entryAdded'] });
  await session.send('browsingContext.setViewport', { context, viewport });
  return {
    title: `Firefox ${made.capabilities.browserVersion}`,
    open: async (url) =>
      void (await session.send('browsingContext.navigate', { context, url, wait: 'complete' })),
    run: async (body) => {
      const { result, exceptionDetails } = Object(
        await session.send('script.evaluate', {
          expression: `JSON.stringify((() => {${body}})() ?? null)`,
          target: { context },
          awaitPromise: false,
        }),
      );
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return JSON.parse(result.value);
    },
    clickAt: async (x, y) =>
      void (await session.send('input.performActions', { context, actions: clickActions(x, y) })),
    type: async (text) =>
      void (await session.send('input.performActions', { context, actions: keyActions(text) })),
    picture: async () =>
      Buffer.from(
        Object(await session.send('browsingContext.captureScreenshot', { context })).data,
        'base64',
      ),
    complaints: () => complaints.splice(0),
    close: async () => {
      await session.send('browser.close', {}).catch(() => undefined);
      session.close();
      child.kill();
      await ended;
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Where Firefox listens, which it says on standard error. */
async function addressIn(stderr: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input: stderr });
  for await (const line of lines) {
    const address = /WebDriver BiDi listening on (ws:\S+)/.exec(line)?.[1];
    // Further lines are read, or the pipe would fill up.
    if (address) {
      stderr.resume();
      return address;
    }
  }
  throw new Error('Firefox ended before it listened.');
}

interface Session {
  send(method: string, params: object): Promise<unknown>;
  onEvent(listener: (method: string, params: { level: string; type: string; text: string }) => void): void;
  close(): void;
}

async function connect(address: string): Promise<Session> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners: Parameters<Session['onEvent']>[0][] = [];
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data));
    if (message.type === 'event') for (const listener of listeners) listener(message.method, message.params);
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.type === 'success') asked?.resolve(message.result);
    else asked?.reject(new Error(`${message.error}: ${message.message}`));
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error(`no connection to ${address}`)));
  });
  return {
    send: (method, params) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        socket.send(JSON.stringify({ id: last, method, params }));
      }),
    onEvent: (listener) => void listeners.push(listener),
    close: () => socket.close(),
  };
}
