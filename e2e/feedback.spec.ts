import { expect, type Locator, type Page } from '@playwright/test';
import { untilAlive } from './alive';
import { byKey, type Call } from './api-client';
import { newManager, newStripeConnection, signIn } from './steps';
import { test } from './test';

interface Way {
  name: string;
  path: string;
  prepare?: (page: Page) => Promise<unknown>;
  press: (page: Page) => Locator;
  width?: number;
}

let asAdmin: Call;
let managerId: string;

test.beforeAll(async ({ latchkey }) => {
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  ({ id: managerId } = await newManager(asAdmin, 'Slow', latchkey.token));
  await newStripeConnection(asAdmin, { key: 'slow', name: 'Slow line', managerId });
});

const link = (name: string | RegExp) => (page: Page) => page.getByRole('link', { name }).first();
const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first();

const ways = (): Way[] => [
  { name: 'a row of a list', path: '/connections', press: link('Slow line') },
  { name: 'a row of secret managers', path: '/admin/security/secret-managers', press: link('Slow') },
  { name: 'an app tile', path: '/connections/new/app', press: link(/^OpenAI/) },
  { name: 'a link that looks like a button', path: '/connections', press: link('New connection') },
  { name: 'a link of the rail', path: '/connections', press: link('Health') },
  {
    name: 'a link of the trail',
    path: '/connections/slow',
    press: (page) => page.locator('main nav a').first(),
  },
  {
    name: 'a link of the menu at the foot',
    path: '/connections',
    width: 390,
    prepare: (page) => page.getByRole('button', { name: 'More' }).last().click(),
    press: (page) => page.getByRole('dialog').getByRole('link', { name: 'Audit' }),
  },
  {
    name: 'a menu entry that leads elsewhere',
    path: `/admin/security/secret-managers/${managerId}`,
    prepare: (page) => page.getByRole('button', { name: 'More' }).first().click(),
    press: (page) => page.getByRole('menuitem', { name: /audit/i }),
  },
  {
    name: 'an entry of the palette',
    path: '/connections',
    prepare: async (page) => {
      await page.keyboard.press('ControlOrMeta+k');
      await page.keyboard.type('health');
    },
    press: (page) => page.getByRole('option', { name: /^Health/ }).first(),
  },
  {
    name: 'a button that saves',
    path: '/connections/slow',
    prepare: (page) => page.getByRole('textbox', { name: 'Name', exact: true }).fill('Slower'),
    press: button('Save changes'),
  },
  { name: 'a button that tests', path: '/connections/slow', press: button('Test connection') },
  { name: 'a button that scans', path: '/findings', press: button(/^Scan/) },
];

// What says that something is on its way: a bar, a busy button, the page's skeleton, a step that runs.
const onItsWay = '[data-pending], [aria-busy="true"], .animate-breathe, .animate-spin';

test('whatever is pressed shows that it is on its way, before any answer comes', async ({
  page: first,
  context,
  latchkey,
}) => {
  test.setTimeout(240_000);
  await signIn(first, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
  for (const { name, path, prepare, press, width = 1440 } of ways()) {
    await test.step(name, async () => {
      // A page of its own: what the press before led to may still be on its way.
      const page = await context.newPage();
      await page.setViewportSize({ width, height: 900 });
      await page.goto(path, { waitUntil: 'networkidle' });
      await untilAlive(page);
      await prepare?.(page);
      const held = await holdAnswers(page);
      await press(page).click({ noWaitAfter: true });
      await expect(page.locator(onItsWay).first(), name).toBeVisible();
      await held.release();
      await page.close();
    });
  }
});

/** From now on no answer reaches the page, until it is released. */
async function holdAnswers(page: Page): Promise<{ release: () => Promise<void> }> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/*', async (route) => {
    await released;
    await route.continue().catch(() => {});
  });
  return {
    release: async () => {
      release();
      await page.unroute('**/*');
    },
  };
}
