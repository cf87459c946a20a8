import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { findChromium } from '../scripts/chromium.mjs';
import type { FeelSubject } from './feel-subjects';

export interface Load {
  firstPaintMs: number;
  /** The longest that the page could not answer while it loaded. */
  longestTaskMs: number;
  /** Of the scripts that the page itself names, as sent and as they are. */
  scriptBytesSent: number;
  scriptBytes: number;
  /** As sent, of those that were fetched once it rested: for a click here, or for the pages that it links to. */
  aheadBytesSent: number;
  pageBytes: number;
  /** Everything that was asked for until the network rested. */
  requests: number;
}

export interface PhoneLoad {
  firstPaintMs: number;
  /**
   * How long the page could not answer while it started: of each task of more than 50 ms what is more, after the first
   * picture until five seconds after the network rests ("total blocking time").
   */
  blockedMs: number;
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
  /** Loads a page as a phone with a processor `slower` times as slow as this one would, its scripts in its cache. */
  loadOnPhone(path: string, slower: number): Promise<PhoneLoad>;
  feel(subject: FeelSubject): Promise<Feeling>;
  /** Works on a page of a browser that knows the product. */
  withPage<T>(work: (page: Page) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const toldWithinMs = 300;
const settledWithinMs = 5_000;

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
  const settings = { baseURL: origin, locale: 'en-GB', viewport: { width: 1600, height: 900 } };
  const first = await browser.newContext(settings);
  const signIn = await first.newPage();
  await signIn.goto('/sign-in');
  await signIn.getByLabel('Email address').fill(email);
  await signIn.getByLabel('Password').fill(password);
  await signIn.getByRole('button', { name: 'Sign in' }).click();
  await signIn.getByRole('button', { name: /^Account/ }).waitFor();
  const storageState = await first.storageState();
  await first.close();

  /** One that has nothing of the product yet. */
  async function withNewBrowser<T>(work: (page: Page) => Promise<T>): Promise<T> {
    const context = await browser.newContext({ ...settings, storageState });
    try {
      return await withPage(context, work);
    } finally {
      await context.close();
    }
  }
  // Who works on a page has loaded its scripts before.
  const known = await browser.newContext({ ...settings, storageState });
  const phone = await browser.newContext({
    ...settings,
    storageState,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });

  return {
    load: (path) =>
      withNewBrowser(async (page) => {
        let requests = 0;
        page.on('request', () => {
          requests += 1;
        });
        const response = await page.goto(path, { waitUntil: 'networkidle' });
        const loaded = await page.evaluate(loadOf, (await response?.text()) ?? '');
        return { ...loaded, requests };
      }),
    loadOnPhone: (path, slower) =>
      withPage(phone, async (page) => {
        const tools = await phone.newCDPSession(page);
        await tools.send('Emulation.setCPUThrottlingRate', { rate: slower });
        await page.goto(path, { waitUntil: 'networkidle' });
        // With its scripts in the cache the network rests before the page has begun.
        await page.waitForTimeout(settledWithinMs);
        return page.evaluate(blockedOf);
      }),
    feel: (subject) =>
      withPage(known, async (page) => {
        await page.goto(subject.path, { waitUntil: 'networkidle' });
        await subject.prepare?.(page);
        // An event is told some time after its picture: what was prepared must not be told of what is measured.
        await page.waitForTimeout(toldWithinMs);
        await page.evaluate(() => window.feltEvents.splice(0));
        const startedMs = performance.now();
        await subject.act(page);
        await subject.seen(page);
        const shownMs = performance.now() - startedMs;
        await page.waitForTimeout(toldWithinMs);
        const nextPaintMs = await page.evaluate(() => Math.max(0, ...window.feltEvents));
        return { nextPaintMs, shownMs };
      }),
    withPage: (work) => withPage(known, work),
    close: () => browser.close(),
  };
}

async function withPage<T>(context: BrowserContext, work: (page: Page) => Promise<T>): Promise<T> {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  try {
    await page.addInitScript(watch);
    return await work(page);
  } finally {
    await page.close();
  }
}

declare global {
  interface Window {
    feltEvents: number[];
    longTasks: { startTime: number; duration: number }[];
    /** What stands in the page's lists, and what stood there before something was done to them. */
    rowsNow: () => string;
    rowsBefore: string | undefined;
  }
}

/** In the page: gathers interactions and long tasks. Durations of events come in steps of 8 ms, from 16 on. */
function watch(): void {
  window.feltEvents = [];
  window.longTasks = [];
  window.rowsNow = () =>
    [...document.querySelectorAll('main tbody, main [role=status], main li')]
      .map(({ textContent }) => textContent)
      .join();
  // The types do not know the threshold yet (Event Timing, section 4).
  const events = { type: 'event', buffered: true, durationThreshold: 16 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (Reflect.get(entry, 'interactionId')) window.feltEvents.push(entry.duration);
  }).observe(events);
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.longTasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
}

/** In the page: when it was seen, and how long it was busy after that. */
function blockedOf(): PhoneLoad {
  const firstPaintMs = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN;
  const blockedMs = window.longTasks.reduce((sum, { startTime, duration }) => {
    const afterPaintMs = Math.min(duration, startTime + duration - firstPaintMs);
    return sum + Math.max(0, afterPaintMs - 50);
  }, 0);
  return { firstPaintMs, blockedMs };
}

/** In the page: what its loading cost. `text`: of its document, which names its scripts in one way or another. */
function loadOf(text: string): Omit<Load, 'requests'> {
  const scripts = performance
    .getEntriesByType('resource')
    .flatMap((entry) =>
      entry instanceof PerformanceResourceTiming && /\.js(\?|$)/.test(entry.name) ? [entry] : [],
    );
  const isOwn = ({ name }: PerformanceResourceTiming) => text.includes(name.split('/').at(-1) ?? name);
  const own = scripts.filter(isOwn);
  const ahead = scripts.filter((script) => !isOwn(script));
  const [page] = performance
    .getEntriesByType('navigation')
    .flatMap((entry) => (entry instanceof PerformanceNavigationTiming ? [entry] : []));
  return {
    firstPaintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    longestTaskMs: Math.max(0, ...window.longTasks.map(({ duration }) => duration)),
    scriptBytesSent: own.reduce((bytes, { encodedBodySize }) => bytes + encodedBodySize, 0),
    scriptBytes: own.reduce((bytes, { decodedBodySize }) => bytes + decodedBodySize, 0),
    aheadBytesSent: ahead.reduce((bytes, { encodedBodySize }) => bytes + encodedBodySize, 0),
    pageBytes: page?.encodedBodySize ?? 0,
  };
}
