import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { findChromium } from '../scripts/chromium.mjs';
import type { FeelSubject } from './feel-subjects';

export interface Load {
  firstPaintMs: number;
  /** The longest that the page could not answer while it loaded. */
  longestTaskMs: number;
  /** Of all scripts, as sent and as they are. */
  scriptBytesSent: number;
  scriptBytes: number;
  pageBytes: number;
}

export interface Feeling {
  /** The longest from a key or a click to the next picture, as “interaction to next paint” counts it. */
  nextPaintMs: number;
  /** From the beginning until the result was there, with what Playwright adds. */
  shownMs: number;
}

export interface FeelBrowser {
  /** Loads a page from its address in a browser that has nothing of it yet. */
  load(path: string): Promise<Load>;
  feel(subject: FeelSubject): Promise<Feeling>;
  close(): Promise<void>;
}

/** Chromium, signed in at `origin`. Nothing is slowed down: the machine's own speed counts. */
export async function openBrowser(
  origin: string,
  { email, password }: { email: string; password: string },
): Promise<FeelBrowser> {
  const executablePath = await findChromium();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-background-networking', '--disable-component-update', '--no-first-run'],
  });
  const settings = { baseURL: origin, locale: 'en-GB', viewport: { width: 1440, height: 900 } };
  const first = await browser.newContext(settings);
  const signIn = await first.newPage();
  await signIn.goto('/sign-in');
  await signIn.getByLabel('E-mail address').fill(email);
  await signIn.getByLabel('Password').fill(password);
  await signIn.getByRole('button', { name: 'Sign in' }).click();
  await signIn.getByRole('button', { name: /^Account/ }).waitFor();
  const storageState = await first.storageState();
  await first.close();

  async function withPage<T>(work: (page: Page, context: BrowserContext) => Promise<T>): Promise<T> {
    const context = await browser.newContext({ ...settings, storageState });
    const page = await context.newPage();
    await page.addInitScript(watch);
    const answer = await work(page, context);
    await context.close();
    return answer;
  }

  return {
    load: (path) =>
      withPage(async (page) => {
        await page.goto(path, { waitUntil: 'networkidle' });
        return page.evaluate(loadOf);
      }),
    feel: (subject) =>
      withPage(async (page) => {
        await page.goto(subject.path, { waitUntil: 'networkidle' });
        await subject.prepare?.(page);
        await page.evaluate(() => window.feltEvents.splice(0));
        const startedMs = performance.now();
        await subject.act(page);
        await subject.seen(page);
        const shownMs = performance.now() - startedMs;
        // An event is told some time after its picture.
        await page.waitForTimeout(300);
        const nextPaintMs = await page.evaluate(() => Math.max(0, ...window.feltEvents));
        return { nextPaintMs, shownMs };
      }),
    close: () => browser.close(),
  };
}

declare global {
  interface Window {
    feltEvents: number[];
    longTasks: number[];
  }
}

/** In the page: gathers interactions and long tasks. Durations of events come in steps of 8 ms, from 16 on. */
function watch(): void {
  window.feltEvents = [];
  window.longTasks = [];
  // The types do not know the threshold yet (Event Timing, section 4).
  const events = { type: 'event', buffered: true, durationThreshold: 16 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (Reflect.get(entry, 'interactionId')) window.feltEvents.push(entry.duration);
  }).observe(events);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.longTasks.push(entry.duration);
  }).observe({ type: 'longtask', buffered: true });
}

/** In the page: what its loading cost. */
function loadOf(): Load {
  const resources = performance
    .getEntriesByType('resource')
    .flatMap((entry) =>
      entry instanceof PerformanceResourceTiming && /\.js(\?|$)/.test(entry.name) ? [entry] : [],
    );
  const [page] = performance
    .getEntriesByType('navigation')
    .flatMap((entry) => (entry instanceof PerformanceNavigationTiming ? [entry] : []));
  return {
    firstPaintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    longestTaskMs: Math.max(0, ...window.longTasks),
    scriptBytesSent: resources.reduce((bytes, { encodedBodySize }) => bytes + encodedBodySize, 0),
    scriptBytes: resources.reduce((bytes, { decodedBodySize }) => bytes + decodedBodySize, 0),
    pageBytes: page?.encodedBodySize ?? 0,
  };
}
