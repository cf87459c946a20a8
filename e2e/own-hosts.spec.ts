import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { expect, type Page } from '@playwright/test';
import type { Latchkey } from './launch';
import { test } from './test';

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

interface Asked {
  method?: string;
  path: string;
  headers: Record<string, string>;
  body?: Buffer;
}

/** Asks as no browser would: with a Host and an Origin of one's own. */
function ask(latchkey: Latchkey, { method = 'GET', path, headers, body }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(latchkey.origin);
    const asked = httpRequest({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    asked.on('error', reject).end(body);
  });
}

/** The server action of a real sign-in, as the browser sent it. */
async function signInAction(page: Page, latchkey: Latchkey): Promise<Required<Asked>> {
  await page.goto('/sign-in');
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByLabel(/^email/i).fill(latchkey.adminEmail);
  await page
    .getByLabel(/password/i)
    .first()
    .fill(latchkey.adminPassword);
  await page.keyboard.press('Enter');
  const request = await sent;
  const kept = ['next-action', 'next-router-state-tree', 'content-type', 'accept'];
  const all = await request.allHeaders();
  const headers = Object.fromEntries(Object.entries(all).filter(([name]) => kept.includes(name)));
  const body = request.postDataBuffer() ?? Buffer.alloc(0);
  return { method: 'POST', path: new URL(request.url()).pathname, headers, body };
}

const sessionIn = ({ headers }: Answer) => headers['set-cookie']?.some((line) => /session_token=/.test(line));

test.describe('hosts', () => {
  test('that are not the product’s own get no page, no API and no metrics', async ({ latchkey }) => {
    for (const path of ['/', '/sign-in', '/api/v1/connections', '/api/openapi.json', '/metrics']) {
      const authorization = `Bearer ${latchkey.adminApiKey}`;
      const { status } = await ask(latchkey, { path, headers: { host: 'evil.test', authorization } });
      expect([path, status]).toEqual([path, 421]);
    }
    const live = await ask(latchkey, { path: '/api/live', headers: { host: 'evil.test' } });
    expect(live.status).toBe(200);
  });

  test('of another site do not sign in from its pages, whatever X-Forwarded-Host says', async ({
    page,
    latchkey,
  }) => {
    const action = await signInAction(page, latchkey);
    const { host } = new URL(latchkey.origin);
    const send = (headers: Record<string, string>) =>
      ask(latchkey, { ...action, headers: { ...action.headers, ...headers } });

    const spoofed = await send({ host, origin: 'http://evil.test', 'x-forwarded-host': 'evil.test' });
    expect([spoofed.status, sessionIn(spoofed)]).toEqual([403, undefined]);
    const rebound = await send({ host: 'evil.test', origin: 'http://evil.test' });
    expect([rebound.status, sessionIn(rebound)]).toEqual([421, undefined]);
    const silent = await send({ host });
    expect([silent.status, sessionIn(silent)]).toEqual([403, undefined]);

    // The same requests from where people are, or all of this would hold for a broken action too.
    expect(sessionIn(await send({ host, origin: latchkey.origin }))).toBe(true);
    // Behind a proxy that asks under a name of its own.
    const { port } = new URL(latchkey.origin);
    expect(sessionIn(await send({ host: `127.0.0.1:${port}`, origin: latchkey.origin }))).toBe(true);
  });
});

test('metrics are told to an admin’s key, and to nobody on this machine', async ({ latchkey }) => {
  const { host } = new URL(latchkey.origin);
  expect((await ask(latchkey, { path: '/metrics', headers: { host } })).status).toBe(401);
  const authorization = `Bearer ${latchkey.adminApiKey}`;
  const told = await ask(latchkey, { path: '/metrics', headers: { host, authorization } });
  expect(told.text).toContain('latchkey_http_request_duration_seconds');
});
