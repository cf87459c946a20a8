import { expect, test } from '@playwright/test';
import config from '../playwright.config';
import { isTurn } from '../scripts/by-turns.mjs';
import { freePort } from '../scripts/port.mjs';
import { type Latchkey, launchLatchkey } from './launch';
import { type ProxyName, proxiedName, requireProxies, startProxy } from './proxies';
import { signIn } from './steps';

test.use({
  ignoreHTTPSErrors: true,
  launchOptions: {
    ...config.use?.launchOptions,
    args: [...(config.use?.launchOptions?.args ?? []), `--host-resolver-rules=MAP ${proxiedName} 127.0.0.1`],
  },
});

interface Way {
  proxy: ProxyName;
  name: string;
  change?: (settings: string) => string;
}

const instead =
  (...lines: string[]) =>
  (settings: string) =>
    settings
      .replace(/^ *proxy_set_header (?:Host|X-).*\n/gm, '')
      .replace(
        'proxy_http_version 1.1;',
        ['proxy_http_version 1.1;', ...lines.map((line) => `proxy_set_header ${line};`)].join('\n    '),
      );

/** How Host and forwarded headers are set in front of products. */
const ways: Way[] = [
  { proxy: 'nginx', name: 'as documented' },
  { proxy: 'nginx', name: 'proxy_pass alone', change: instead() },
  { proxy: 'nginx', name: 'Host without its port', change: instead('Host $host') },
  {
    proxy: 'nginx',
    name: 'the usual four headers',
    change: instead(
      'Host $host',
      'X-Real-IP $remote_addr',
      'X-Forwarded-For $proxy_add_x_forwarded_for',
      'X-Forwarded-Proto $scheme',
    ),
  },
  {
    proxy: 'nginx',
    name: 'an inner name in X-Forwarded-Host',
    change: instead('X-Forwarded-Host inner.test:8080'),
  },
  {
    proxy: 'nginx',
    name: 'Forwarded',
    change: instead('Forwarded "for=192.0.2.1;host=inner.test;proto=https"'),
  },
  { proxy: 'haproxy', name: 'as documented' },
  {
    proxy: 'haproxy',
    name: 'a host of its own',
    change: (settings) =>
      settings.replace('option forwardfor', 'option forwardfor\n  http-request set-header Host inner'),
  },
  { proxy: 'caddy', name: 'as documented' },
  {
    proxy: 'caddy',
    name: 'the upstream’s host',
    change: (settings) =>
      settings.replace(
        'reverse_proxy 127.0.0.1:3000',
        'reverse_proxy 127.0.0.1:3000 {\n    header_up Host {upstream_hostport}\n  }',
      ),
  },
];

for (const scheme of ['http', 'https'] as const) {
  test.describe(`over ${scheme}`, () => {
    let latchkey: Latchkey;
    let places: { way: Way; port: number; origin: string }[] = [];

    test.beforeAll(async () => {
      requireProxies();
      places = await Promise.all(
        ways.map(async (way) => {
          const port = await freePort();
          return { way, port, origin: `${scheme}://${proxiedName}:${port}` };
        }),
      );
      latchkey = await launchLatchkey({
        env: {
          LATCHKEY_ORIGIN: places[0]?.origin ?? '',
          LATCHKEY_HOST_ALIASES: places.map(({ port }) => `${proxiedName}:${port}`).join(','),
          LATCHKEY_TRUSTED_PROXIES: 'loopback',
        },
      });
    });

    test.afterAll(() => latchkey.close());

    for (const [at, { proxy, name, change }] of ways.entries()) {
      if (!isTurn(`${proxy} ${name}`, scheme === 'http' ? 0 : 1)) continue;
      test(`${proxy}, ${name}: people sign in and save`, async ({ page }) => {
        const { port = 0, origin = '' } = places[at] ?? {};
        const upstreamPort = Number(new URL(latchkey.origin).port);
        const end = await startProxy({
          name: proxy,
          scheme,
          port,
          upstreamPort,
          ...(change ? { change } : {}),
        });
        try {
          await signIn(page, origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
          await page.goto(`${origin}/admin/people/projects`);
          await page.getByRole('button', { name: 'Add a project' }).first().click();
          const dialog = page.getByRole('dialog');
          const project = `${scheme} ${at}`;
          await dialog.getByRole('textbox', { name: 'Name' }).fill(project);
          await dialog.locator('button[type=submit]').click();
          await expect(page.getByText(project, { exact: true }).first()).toBeVisible();
        } finally {
          await end();
        }
      });
    }
  });
}

test('a proxy that nobody trusts is refused by name', async ({ page }) => {
  const port = await freePort();
  const origin = `http://${proxiedName}:${port}`;
  const latchkey = await launchLatchkey({ env: { LATCHKEY_ORIGIN: origin } });
  const upstreamPort = Number(new URL(latchkey.origin).port);
  const hide = (settings: string) => settings.replace('Host $http_host', 'Host inner.test');
  const end = await startProxy({ name: 'nginx', scheme: 'http', port, upstreamPort, change: hide });
  try {
    const answer = await page.goto(`${origin}/sign-in`);
    expect(answer?.status()).toBe(421);
    await expect(page.locator('body')).toContainText('LATCHKEY_TRUSTED_PROXIES');
  } finally {
    await end();
    await latchkey.close();
  }
});
