import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../scripts/port.mjs';
import { clickActions, type Driver, keyActions, viewport } from './driver';

const browsers = ['4.1', '6.0', '4.0'].map(
  (version) => `/usr/lib/x86_64-linux-gnu/webkit2gtk-${version}/MiniBrowser`,
);

/**
 * WebKit by WebDriver (w3.org/TR/webdriver2): Debian's webkit2gtk-driver, on a display of its own. It hands on no console;
 * what the page's own watch gathers is all there is. Its screenshots hang, so pictures are taken of the display.
 */
export async function openWebkit(): Promise<Driver> {
  const binary = browsers.find((each) => existsSync(each));
  if (!binary)
    throw new Error(
      'No MiniBrowser. Install it (Debian: apt-get install webkit2gtk-driver xvfb imagemagick).',
    );
  const display = `:${90 + Math.floor(Math.random() * 900)}`;
  const screen = spawn('Xvfb', [display, '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: 'ignore',
  });
  const port = await freePort();
  const isRoot = process.getuid?.() === 0;
  const env = {
    ...process.env,
    DISPLAY: display,
    LIBGL_ALWAYS_SOFTWARE: '1',
    // WebKit's own sandbox cannot be set up by root.
    ...(isRoot ? { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' } : {}),
  };
  await sleep(1_000);
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], { stdio: 'ignore', env });
  const ended = [once(driver, 'close'), once(screen, 'close')];
  await untilListening(port);
  const options = { binary, args: ['--automation'] };
  const { sessionId, capabilities } = Object(
    await call(port, 'POST', '/session', {
      capabilities: { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options } },
    }),
  );
  const ask = (method: string, path: string, body?: object) =>
    call(port, method, `/session/${sessionId}${path}`, body);
  await ask('POST', '/window/rect', { x: 0, y: 0, width: viewport.width, height: 900 });
  return {
    title: `WebKit ${capabilities.browserVersion}`,
    open: async (url) => void (await ask('POST', '/url', { url })),
    run: (body) => ask('POST', '/execute/sync', { script: body, args: [] }),
    clickAt: async (x, y) => void (await ask('POST', '/actions', { actions: clickActions(x, y) })),
    type: async (text) => void (await ask('POST', '/actions', { actions: keyActions(text) })),
    picture: async () =>
      execFileSync('import', ['-display', display, '-window', 'root', 'png:-'], {
        maxBuffer: 64 * 1024 * 1024,
      }),
    complaints: () => [],
    close: async () => {
      await ask('DELETE', '').catch(() => undefined);
      driver.kill();
      screen.kill();
      await Promise.all(ended);
    },
  };
}

async function untilListening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const isThere = await call(port, 'GET', '/status').then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await sleep(100);
  }
  throw new Error('WebKitWebDriver does not listen. Install it (Debian: apt-get install webkit2gtk-driver).');
}

async function call(port: number, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    signal: AbortSignal.timeout(60_000),
  });
  const { value } = Object(await response.json());
  if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
  return value;
}
