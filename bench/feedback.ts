import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { freePort } from '../scripts/port.mjs';
import { startAccount } from './account';
import { openBrowser } from './feel-browser';
import { fillInstallation } from './feel-data';
import { pages } from './feel-subjects';
import { printMachine } from './machine';
import { quantile } from './numbers';
import { readOptions } from './options';
import { newServerSettings, removeData, startServer } from './server-process';
import { printTable } from './table';

// How soon a click shows that it was heard, on a line that takes 1.2 s for each answer. See README.md.

const roundTripMs = 1_200;
// Who waits longer presses again.
const soonMs = 100;
const longestMs = 1_000;
const clickable =
  'main :is(a[href], button, [role=tab], [role=checkbox], [role=radio], summary), nav a[href]';
const person = { email: 'admin@example.test', password: randomBytes(12).toString('base64url') };
const paths = [
  ...pages.map(({ path }) => path),
  '/attention',
  '/connections/app-7?part=usage',
  '/connections/app-7?part=code',
  '/connections/app-7?part=history',
  '/connections/new/app',
  '/connections/new/postgres',
  '/connections/new/import',
  '/admin/security/api-keys',
  '/admin/security/destinations',
  '/admin/security/access-report',
  '/admin/people/users',
  '/admin/people/projects',
  '/admin/about',
  '/account',
];

interface Clicked {
  path: string;
  kind: string;
  name: string;
  /** Until the page changed in sight; undefined: it did not. */
  shownMs: number | undefined;
}

const { only } = readOptions();
printMachine();
const startedMs = performance.now();
const account = await startAccount({ vaults: 1, items: 200, fields: 4 });
const settings = await newServerSettings(account.address, {
  port: await freePort(),
  env: {
    LATCHKEY_ROLE: 'all',
    LATCHKEY_ADMIN_EMAIL: person.email,
    LATCHKEY_ADMIN_PASSWORD: person.password,
    NODE_ENV: 'production',
  },
});
await fillInstallation(account, settings.dataDir, { connections: 100, events: 200 });
const server = await startServer(settings);
const browser = await openBrowser(`http://localhost:${settings.port}`, person);
try {
  const clicked: Clicked[] = [];
  const seen = new Set<string>();
  for (const path of paths.filter((each) => only === undefined || only.split(',').includes(each))) {
    const before = clicked.length;
    clicked.push(...(await browser.withPage((page) => clickAll(page, path, seen))));
    console.log(`${path}: ${clicked.length - before} clicked`);
  }
  report(clicked);
  console.log(`Ended after ${Math.round((performance.now() - startedMs) / 1_000)} s.`);
} finally {
  await browser.close();
  await server.end();
  await account.close();
  await removeData(settings);
}

/** Clicks one of each kind of thing on a page, each time on the page as it is loaded. `seen`: kinds that had their turn. */
async function clickAll(page: Page, path: string, seen: Set<string>): Promise<Clicked[]> {
  const line = await page.context().newCDPSession(page);
  const slow = (latency: number) =>
    line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
  const clicked: Clicked[] = [];
  await page.goto(path, { waitUntil: 'networkidle' });
  const things = await page.evaluate(clickables, clickable);
  for (const { index, kind, name, look } of things) {
    if (seen.has(look)) continue;
    seen.add(look);
    await page.goto(path, { waitUntil: 'networkidle' });
    await page.evaluate(watchClicks);
    await slow(roundTripMs);
    const thing = page.locator(clickable).nth(index);
    const isClicked = await thing.click({ noWaitAfter: true, timeout: 3_000 }).then(
      () => true,
      () => false,
    );
    // What lies under something else, or went, cannot be clicked.
    if (isClicked) clicked.push({ path, kind, name, shownMs: await shownAfter(page) });
    await slow(0);
  }
  return clicked;
}

async function shownAfter(page: Page): Promise<number | undefined> {
  const shown = page.waitForFunction(() => window.shownMs, undefined, { polling: 20, timeout: longestMs });
  const value = await shown.then((handle) => handle.jsonValue()).catch(() => undefined);
  return value ?? undefined;
}

function report(clicked: readonly Clicked[]): void {
  const times = clicked.flatMap(({ shownMs }) => shownMs ?? []);
  const late = clicked.filter(({ shownMs }) => shownMs === undefined || shownMs > soonMs);
  printTable(
    `Clicks on a line of ${roundTripMs} ms`,
    ['clicked', 'usual', '95 of 100', 'at worst', `later than ${soonMs} ms or nothing`],
    [
      [
        clicked.length,
        ms(quantile(times, 0.5)),
        ms(quantile(times, 0.95)),
        ms(Math.max(...times)),
        late.length,
      ],
    ],
  );
  if (late.length === 0) return;
  printTable(
    'Late, or nothing',
    ['page', 'what', 'name', 'shown'],
    late.map(({ path, kind, name, shownMs }) => [
      path,
      kind,
      name,
      shownMs === undefined ? '–' : ms(shownMs),
    ]),
  );
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}

declare global {
  interface Window {
    /** From the last click until the page changed in sight, in milliseconds. */
    shownMs: number | undefined;
  }
}

/** In the page: what can be clicked, each with how it looks and where it stands, which tells its kind. */
function clickables(selector: string): { index: number; kind: string; name: string; look: string }[] {
  return [...document.querySelectorAll<HTMLElement>(selector)].flatMap((thing, index) => {
    const isThere = thing.checkVisibility() && thing.getAttribute('aria-disabled') !== 'true';
    // What is here already, or leads out, shows nothing.
    const isHere =
      thing.getAttribute('aria-current') === 'page' ||
      thing.getAttribute('aria-selected') === 'true' ||
      thing.getAttribute('aria-checked') === 'true' ||
      (thing instanceof HTMLAnchorElement && (thing.target === '_blank' || thing.href === location.href));
    if (!isThere || isHere) return [];
    const kind = thing.getAttribute('role') ?? thing.tagName.toLowerCase();
    const name = (thing.getAttribute('aria-label') ?? thing.textContent ?? '').trim().slice(0, 40);
    const room = thing.closest('tr, li, nav, form, section, header')?.tagName ?? '';
    return [
      {
        index,
        kind,
        name,
        look: [kind, room, thing.className, kind === 'a' || ['TR', 'LI'].includes(room) ? '' : name].join(
          '|',
        ),
      },
    ];
  });
}

/** In the page: notes when something changes in sight after a click. Tooltips come and go by themselves. */
function watchClicks(): void {
  window.shownMs = undefined;
  let clickedAtMs: number | undefined;
  const quiet = ['aria-describedby', 'tabindex', 'style'];
  const isTip = (node: Node | null) =>
    (node instanceof Element ? node : (node?.parentElement ?? null))?.closest(
      '[role=tooltip], [data-radix-popper-content-wrapper]:has([role=tooltip])',
    );
  const isSeen = (change: MutationRecord): boolean => {
    if (isTip(change.target)) return false;
    if (change.type === 'childList') {
      const nodes = [...change.addedNodes, ...change.removedNodes];
      return nodes.some(
        (node) => !isTip(node) && !(node instanceof Element && node.querySelector('[role=tooltip]')),
      );
    }
    if (change.type === 'characterData') return true;
    if (quiet.includes(change.attributeName ?? '')) return false;
    const state = change.target instanceof Element ? change.target.getAttribute('data-state') : null;
    return change.attributeName !== 'data-state' || !/closed|delayed|instant/.test(state ?? '');
  };
  document.addEventListener(
    // Some open at the press already.
    'pointerdown',
    ({ timeStamp }) => {
      clickedAtMs ??= timeStamp;
    },
    { capture: true },
  );
  new MutationObserver((changes) => {
    if (clickedAtMs === undefined || window.shownMs !== undefined || !changes.some(isSeen)) return;
    window.shownMs = Math.max(1, performance.now() - clickedAtMs);
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
}
