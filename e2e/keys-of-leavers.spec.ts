import { expect, type Page } from '@playwright/test';
import { byKey, type Call } from './api-client';
import { newPerson, signIn } from './steps';
import { test } from './test';

let asAdmin: Call;

test.beforeAll(({ latchkey }) => {
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
});

test.beforeEach(async ({ page, latchkey }) => {
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
});

test('whoever disables somebody chooses what happens to their API keys; revoked ones work no longer', async ({
  page,
  browser,
  latchkey,
}) => {
  const { email, key } = await leaver(await browser.newPage(), latchkey.origin, 'revoked along');
  const dialog = await askToDisable(page, email);
  await expect(dialog).toContainText('This person created an API key that still works');
  await expect(dialog).toContainText('revoked along');
  const disable = dialog.getByRole('button', { name: 'Disable' });
  await expect(disable, 'nothing is chosen for them').toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('radio', { name: /^Revoke them/ }).click();
  await disable.click();
  await expect(page.getByText('1 API key is revoked')).toBeVisible();
  expect(await statusOf(latchkey.origin, key)).toBe(401);
});

test('keys of somebody disabled that were kept are marked, and are revoked later in one go', async ({
  page,
  browser,
  latchkey,
}) => {
  const { email, key } = await leaver(await browser.newPage(), latchkey.origin, 'kept at first');
  const dialog = await askToDisable(page, email);
  await dialog.getByRole('radio', { name: /^Keep them/ }).click();
  await dialog.getByRole('button', { name: 'Disable' }).click();
  await expect(dialog).toBeHidden();
  expect(await statusOf(latchkey.origin, key)).toBe(200);

  await page.goto('/admin/security/api-keys?search=kept%20at%20first');
  await expect(page.getByRole('row', { name: /kept at first/ })).toContainText('Creator disabled');
  await page.goto('/admin/security/access-report');
  await expect(page.getByRole('list', { name: 'To review' })).toContainText(`${email} created it`);

  await openMenu(page, email);
  await page.getByRole('menuitem', { name: 'Revoke their API keys' }).click();
  const ending = page.getByRole('alertdialog');
  await expect(ending).toContainText('kept at first');
  await ending.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('1 API key is revoked')).toBeVisible();
  expect(await statusOf(latchkey.origin, key)).toBe(401);
});

/** An admin with an API key that they created. */
async function leaver(page: Page, origin: string, name: string): Promise<{ email: string; key: string }> {
  const person = await newPerson(asAdmin, 'admin');
  await signIn(page, origin, person);
  const made = await page.request.post(`${origin}/api/v1/api-keys`, {
    headers: { origin },
    data: { name, role: 'admin' },
  });
  expect(made.status(), await made.text()).toBe(201);
  const { key } = await made.json();
  await page.close();
  return { email: person.email, key };
}

async function openMenu(page: Page, email: string): Promise<void> {
  await page.goto(`/admin/people/users?search=${email}`);
  await page
    .getByRole('row')
    .filter({ hasText: email })
    .getByRole('button', { name: /^More for/ })
    .click();
}

async function askToDisable(page: Page, email: string) {
  await openMenu(page, email);
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  return page.getByRole('alertdialog');
}

async function statusOf(origin: string, key: string): Promise<number> {
  const { status } = await byKey(origin, key)('GET', '/api/v1/projects');
  return status;
}
