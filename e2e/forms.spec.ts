import { expect, type Page } from '@playwright/test';
import { untilAlive } from './alive';
import { byKey, type Call } from './api-client';
import { newManager, signIn, withoutManagers } from './steps';
import { test } from './test';

let asAdmin: Call;
let managerId: string;

test.beforeAll(async ({ latchkey }) => {
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  await withoutManagers(asAdmin);
  ({ id: managerId } = await newManager(asAdmin, 'Forms', latchkey.token));
});
test.beforeEach(async ({ page, latchkey }) => {
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
});

const make = async (key: string, app = 'stripe') => {
  const { status, text } = await asAdmin('POST', '/api/v1/connections', { key, name: key, app, fields: {} });
  expect(status, text).toBe(201);
};
const name = (page: Page) => page.getByRole('textbox', { name: 'Name', exact: true });
const keyBox = (page: Page) => page.getByRole('textbox', { name: 'Key', exact: true });

/** Presses the key that saves, and tells whether the page kept it from the browser. */
async function pressSaveKey(page: Page): Promise<boolean> {
  await page.evaluate(() => {
    document.addEventListener('keydown', (event) => {
      if (event.key === 's') Reflect.set(window, 'savePress', event);
    });
  });
  await page.keyboard.press('ControlOrMeta+s');
  return page.evaluate(() => Object(Reflect.get(window, 'savePress')).defaultPrevented === true);
}

test('a taken key is told while it is typed, with a free one to take by one click', async ({
  page,
  latchkey,
}) => {
  await make('billing');
  await make('billing-2');
  await page.goto('/connections/new/stripe');
  const asked = latchkey.sandbox.requests().length;
  await name(page).fill('Billing');
  await expect(page.getByText('Another connection has this key.')).toBeVisible();
  await page.getByRole('button', { name: 'Use billing-3' }).click();
  await expect(keyBox(page)).toHaveValue('billing-3');
  await expect(keyBox(page)).toBeFocused();
  await expect(page.getByText('Another connection has this key.')).toBeHidden();
  expect(latchkey.sandbox.requests().slice(asked)).toEqual([]);
});

test('everything that is wrong is told in one round', async ({ page }) => {
  await make('rounds');
  await page.goto('/connections/new/postgres');
  await untilAlive(page);
  await name(page).fill('Rounds');
  await page.getByRole('textbox', { name: /^Port/ }).fill('no port');
  await page.getByRole('button', { name: 'Create connection' }).click();
  await expect(page.getByText('Another connection has this key.')).toBeVisible();
  await expect(page.getByText('A port is a number from 1 to 65535.')).toBeVisible();
  await expect(page.getByText(/^Required\. Enter a value/).first()).toBeVisible();
  await expect(page.getByText(/fields are still empty/)).toBeVisible();
  await expect(page).toHaveURL(/new\/postgres$/);
});

test('every field that takes a value has the key icon, settings too', async ({ page }) => {
  for (const [app, labels] of [
    ['postgres', ['Host', 'Port', 'Database', 'Username', 'Password']],
    ['http-bearer', ['Base address', 'Token']],
    ['smtp', ['Host', 'Port']],
  ] as const) {
    await page.goto(`/connections/new/${app}`);
    for (const label of labels) {
      await expect(page.getByRole('button', { name: `Choose a secret for ${label}` })).toBeVisible();
    }
  }
});

test('after all suggestions were bound the focus is on the first field that they bound', async ({ page }) => {
  await page.goto('/connections/new/postgres');
  await untilAlive(page);
  const key = page.getByRole('button', { name: 'Choose a secret for Password' });
  await key.focus();
  await page.keyboard.press('Enter');
  const picker = page.getByRole('dialog', { name: 'A secret for Password' });
  await picker.getByRole('combobox').fill('database');
  await expect(picker.getByRole('option', { name: /^Database/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(picker.getByRole('listbox', { name: 'Fields' }).getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(picker).toBeHidden();
  const all = page.getByRole('button', { name: /^Bind all \d$/ });
  await expect(all).toBeVisible();
  await all.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Host, bound to/ })).toBeFocused();
});

test('one key saves wherever there is a form to save, and never opens the browser’s own dialog there', async ({
  page,
}) => {
  await make('by-key', 'custom');
  await page.goto('/connections/by-key');
  await untilAlive(page);
  expect(await pressSaveKey(page), 'nothing is changed').toBe(true);
  await name(page).fill('By key');
  await page.locator('h1').click();
  expect(await pressSaveKey(page)).toBe(true);
  await expect(page.getByText('By key is saved')).toBeVisible();

  await page.goto(`/admin/security/secret-managers/${managerId}`);
  await untilAlive(page);
  await page.getByRole('button', { name: 'More' }).first().click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('textbox', { name: 'Name' }).fill('Forms renamed');
  expect(await pressSaveKey(page)).toBe(true);
  await expect(sheet).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Forms renamed/);

  await page.goto('/admin/security/destinations');
  await untilAlive(page);
  await page
    .getByRole('button', { name: /^Add a destination/ })
    .first()
    .click();
  await sheet.getByRole('textbox', { name: 'Host' }).fill('db.example.com');
  await sheet.getByRole('textbox', { name: 'Port' }).fill('5432');
  expect(await pressSaveKey(page)).toBe(true);
  await expect(sheet).toBeHidden();
  await expect(page.getByRole('cell', { name: /db\.example\.com/ }).first()).toBeVisible();

  await page.goto('/health');
  await untilAlive(page);
  expect(await pressSaveKey(page), 'no form: the key is the browser’s').toBe(false);
});
