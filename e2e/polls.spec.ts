import { expect, type Page, type Request } from '@playwright/test';
import { untilAlive } from './alive';
import { byKey } from './api-client';
import { newManager, newStripeConnection, signIn, withoutManagers } from './steps';
import { test } from './test';

// What an open page asks the server for while nobody touches it, by the browser's own clock run ahead.

const mostPerMinute = 10;

/** Runs the page's clock ahead by a minute. Answers with the addresses that it asked for meanwhile. */
async function askedInAMinute(page: Page, stepMs = 1_000): Promise<string[]> {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(nameOf(request)));
  for (let ranMs = 0; ranMs < 60_000; ranMs += stepMs) {
    await page.clock.runFor(stepMs - 1);
    // Answers come in the machine's time; what is done with them waits for the page's clock.
    await page.waitForTimeout(40);
    await page.clock.runFor(1);
  }
  page.removeAllListeners('request');
  return asked;
}

/** The path of a request, and of a prefetch its part of the page: a page is prefetched in parts, and the same part twice is a poll. */
function nameOf(request: Request): string {
  const part = request.headers()['next-router-segment-prefetch'];
  const { pathname } = new URL(request.url());
  return part === undefined ? pathname : `${pathname} (${part})`;
}

/** As a tab that is put behind another one. */
async function hide(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
    window.dispatchEvent(new Event('visibilitychange'));
  });
}

test('an open page asks less than ten times a minute, and not at all while its tab is hidden', async ({
  page,
  latchkey,
}) => {
  const asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  await withoutManagers(asAdmin);
  const { id } = await newManager(asAdmin, 'Polled', latchkey.token);
  await newStripeConnection(asAdmin, { key: 'polled', name: 'Polled', managerId: id });
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
  await page.clock.install();
  const tooMuch: string[] = [];
  for (const path of [
    `/admin/security/secret-managers/${id}`,
    '/admin/security/secret-managers',
    '/connections',
    '/connections/polled',
    '/cache',
    '/findings',
    '/health',
    '/attention',
    '/admin/security/audit',
    '/admin/about',
    '/',
  ]) {
    await page.goto(path);
    await untilAlive(page);
    // What a page loads ahead once it rests is no poll.
    await page.clock.runFor(3_000);
    await page.waitForLoadState('networkidle');
    const asked = await askedInAMinute(page);
    // On a busy machine what is loaded ahead comes late: that is asked for once, and a poll again.
    const seen = asked.filter((each, at) => each.startsWith('/api/') || asked.indexOf(each) !== at);
    if (seen.length >= mostPerMinute) tooMuch.push(`${path}: ${seen.length} of ${told(seen)}`);
    await hide(page);
    const unseen = await askedInAMinute(page, 5_000);
    if (unseen.length > 0) tooMuch.push(`${path}, hidden: ${unseen.length} of ${told(unseen)}`);
  }
  expect(tooMuch).toEqual([]);
});

/** Each address once, with how often it was asked for. */
function told(paths: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(path, (counts.get(path) ?? 0) + 1);
  return [...counts].map(([path, count]) => `${count} × ${path}`).join(', ');
}
