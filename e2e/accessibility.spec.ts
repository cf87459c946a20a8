import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { byKey } from './api-client';
import { axeFaults, overflowFaults } from './axe';
import { everyPage } from './every-page';
import { type Latchkey, launchLatchkey } from './launch';
import { type Opening, openings } from './openings';
import { newManager, signIn } from './steps';

// Colours are the same on both screens: the dark theme is looked at on the wide one.
const screens = {
  wide: { width: 1440, height: 900, themes: 'both' },
  narrow: { width: 390, height: 844, themes: 'light' },
} as const;

let latchkey: Latchkey;
let context: BrowserContext;
let page: Page;
let managerId: string;

test.beforeAll(async ({ browser }) => {
  latchkey = await launchLatchkey();
  const asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  managerId = (await newManager(asAdmin, 'Company', latchkey.token)).id;
  const made = await asAdmin('POST', '/api/v1/connections', {
    key: 'billing',
    name: 'Billing',
    app: 'stripe',
    scope: 'platform',
    fields: {
      secretKey: { secretManagerId: managerId, reference: 'op://Production/Stripe/Secret Key' },
      webhookSecret: { value: 'typed' },
    },
  });
  expect(made.status, made.text).toBe(201);
  await asAdmin('POST', '/api/v1/projects', { name: 'Payments' });
  await asAdmin('POST', '/api/v1/api-keys', { name: 'worker', role: 'workload' });
  await asAdmin('POST', '/api/v1/connections/billing/resolve');
  context = await browser.newContext({ baseURL: latchkey.origin, reducedMotion: 'reduce' });
  page = await context.newPage();
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
});

test.afterAll(async () => {
  await context?.close();
  await latchkey.close();
});

for (const [screen, size] of Object.entries(screens)) {
  test(`every page passes axe and fits its screen, ${screen}`, async () => {
    test.setTimeout(240_000);
    await page.setViewportSize(size);
    const faults: string[] = [];
    for (const path of everyPage({ managerId, connectionKey: 'billing' })) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
      faults.push(...(await axeFaults(page, path, size.themes)), ...(await overflowFaults(page, path)));
    }
    expect(faults).toEqual([]);
  });

  test(`every sheet, dialog, menu and picker passes axe, ${screen}`, async () => {
    test.setTimeout(240_000);
    await page.setViewportSize(size);
    const faults: string[] = [];
    for (const opening of openings(managerId)) {
      if (opening.on !== undefined && opening.on !== screen) continue;
      faults.push(...(await faultsOf(opening, size.themes)));
    }
    expect(faults).toEqual([]);
  });
}

async function faultsOf({ name, path, open }: Opening, themes: 'both' | 'light'): Promise<string[]> {
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  const shown = await open(page);
  await expect(shown).toBeVisible();
  const faults = [...(await axeFaults(page, name, themes)), ...(await overflowFaults(page, name))];
  if (!(await shown.isVisible())) faults.push(`${name}: it shut while it was looked at`);
  return faults;
}

test('the picker says what it is, what is chosen in it, and keeps the focus in order', async () => {
  await page.setViewportSize(screens.wide);
  await page.goto('/connections/new/stripe');
  const key = page.getByRole('button', { name: 'Choose a secret' }).first();
  await key.click();
  const picker = page.getByRole('dialog', { name: 'A secret for Secret key' });
  const search = picker.getByRole('combobox', { name: /^Search items/ });
  await expect(search).toBeFocused();
  await expect(picker.getByRole('listbox', { name: 'Secret managers and vaults' })).toBeVisible();
  const items = picker.getByRole('listbox', { name: 'Items' });
  await expect(items.getByRole('option').first()).toBeVisible();
  await search.fill('stripe');
  const active = async () => {
    const id = await search.getAttribute('aria-activedescendant');
    return id ? page.locator(`[id="${id}"]`).getAttribute('aria-selected') : null;
  };
  await expect.poll(active).not.toBeNull();
  await expect(items.getByRole('option').first()).toHaveAttribute('aria-setsize', /\d+/);

  await page.keyboard.press('Enter');
  await expect(picker.getByRole('combobox', { name: /^Search fields/ })).toBeFocused();
  await expect(picker.getByRole('listbox', { name: 'Fields' })).toBeVisible();
  const order: string[] = [];
  for (let steps = 0; steps < 9; steps += 1) {
    await page.keyboard.press('Tab');
    order.push(await focusedName(page));
  }
  const expected = ['Close', 'Back', 'Company', 'Ask 1Password again', 'Test', 'Use this field'];
  const places = expected.map((name) => order.indexOf(name));
  expect(places, order.join(' → ')).toEqual(places.toSorted((one, other) => one - other));
  expect(places, order.join(' → ')).not.toContain(-1);
  // The way round leads back to the search, never out of the picker.
  expect(
    order.some((name) => name.startsWith('Search fields')),
    order.join(' → '),
  ).toBe(true);

  await page.keyboard.press('Escape');
  if (await picker.isVisible()) await page.keyboard.press('Escape');
  await expect(picker).toBeHidden();
  await expect(key).toBeFocused();
});

test('nothing moves for those who asked for that', async () => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/admin/security/secret-managers');
  await page.getByRole('button', { name: 'Connect 1Password' }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  const longestMs = await page.evaluate(() =>
    Math.max(
      0,
      ...[...document.querySelectorAll('*')].flatMap((element) => {
        const { animationDuration, transitionDuration } = getComputedStyle(element);
        return [...animationDuration.split(','), ...transitionDuration.split(',')].map(
          (text) => Number.parseFloat(text) * (text.trim().endsWith('ms') ? 1 : 1000),
        );
      }),
    ),
  );
  expect(longestMs).toBeLessThan(1);
});

/** The accessible name, as far as our own controls make it, of what has the focus. */
function focusedName(on: Page): Promise<string> {
  return on.evaluate(() => {
    const focused = document.activeElement;
    return focused?.getAttribute('aria-label') ?? focused?.textContent?.trim() ?? '';
  });
}
