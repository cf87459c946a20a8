import { expect, type Page } from '@playwright/test';
import { untilAlive } from './alive';
import { byKey } from './api-client';
import { newConnection, newManager, paste, signIn, withoutManagers } from './steps';
import { test } from './test';

// A tab that is still of the version before the server's, and one whose session has ended.

const typedSecret = 'pw-canary-4711';

test.beforeEach(async ({ page, latchkey }) => {
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
});

/** Has the server know none of the page's actions, as after an update that took them away, until the page is loaded again. */
async function updateUnder(page: Page): Promise<void> {
  await page.route('**/*', async (route) => {
    const headers = route.request().headers();
    if (!headers['next-action']) return route.continue();
    return route.continue({ headers: { ...headers, 'next-action': `40${'0'.repeat(40)}` } });
  });
  page.once('load', () => void page.unroute('**/*'));
}

/** Presses the one button of the notice, and answers with what lay in the tab's storage while the page was loaded. */
async function reloadAndKeep(page: Page): Promise<string> {
  const notice = page.getByRole('alert').filter({ hasText: 'Latchkey was updated' });
  await expect(notice).toContainText('nothing was saved');
  await expect(page.getByText('could not reach')).toHaveCount(0);
  expect(await page.evaluate(() => window.sessionStorage.getItem('latchkey.kept'))).toBeNull();
  await page.addInitScript(() => {
    Reflect.set(window, 'storedAtLoad', window.sessionStorage.getItem('latchkey.kept') ?? '');
  });
  await Promise.all([
    page.waitForEvent('load'),
    notice.getByRole('button', { name: 'Reload and keep what I typed' }).click(),
  ]);
  await untilAlive(page);
  const stored = await page.evaluate(() => String(Reflect.get(window, 'storedAtLoad')));
  await expect.poll(() => page.evaluate(() => window.sessionStorage.getItem('latchkey.kept'))).toBeNull();
  return stored;
}

const box = (page: Page, name: string | RegExp) => page.getByRole('textbox', { name, exact: true });

test('a connection form keeps what was typed over an update but secrets, and saves by one click', async ({
  page,
}) => {
  await page.goto('/connections/new/postgres');
  await untilAlive(page);
  await box(page, 'Name').fill('Orders');
  await box(page, 'Key').fill('orders-main');
  await box(page, 'Host').fill('db.example.test');
  await box(page, 'Database').fill('orders');
  await box(page, 'Username').fill('reader');
  await page.getByLabel('Password', { exact: true }).fill(typedSecret);
  await updateUnder(page);
  await page.getByRole('button', { name: 'Create connection' }).click();
  const stored = await reloadAndKeep(page);
  expect(stored).toContain('db.example.test');
  expect(stored).not.toContain(typedSecret);
  const note = page.getByRole('status').filter({ hasText: 'Latchkey was updated' });
  await expect(note).toContainText(/Type again: .*Password/);
  await expect(box(page, 'Name')).toHaveValue('Orders');
  await expect(box(page, 'Key')).toHaveValue('orders-main');
  await expect(box(page, 'Host')).toHaveValue('db.example.test');
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
  await page.getByLabel('Password', { exact: true }).fill(typedSecret);
  if ((await box(page, 'Username').inputValue()) === '') await box(page, 'Username').fill('reader');
  await page.getByRole('button', { name: 'Create connection' }).click();
  await expect(page).toHaveURL(/\/connections\/orders-main$/);
  // Loaded once more, the page has nothing of it.
  await page.goto('/connections/new/postgres');
  await untilAlive(page);
  await expect(box(page, 'Name')).toHaveValue('');
});

test('a change of a saved connection is kept over an update, and saved on what it is by now', async ({
  page,
  latchkey,
}) => {
  const asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  const fields = {
    host: { value: 'before.example.test' },
    database: { value: 'orders' },
    username: { value: 'reader' },
    password: { value: 'kept' },
  };
  const connection = { key: 'over-an-update', name: 'Over an update', app: 'postgres', fields };
  const revision = await newConnection(asAdmin, connection);
  await page.goto('/connections/over-an-update');
  await untilAlive(page);
  await box(page, 'Host').fill('mine.example.test');
  await updateUnder(page);
  await page.getByRole('button', { name: 'Save changes' }).click();
  const patched = await asAdmin('PATCH', '/api/v1/connections/over-an-update', {
    revision,
    name: 'Renamed meanwhile',
  });
  expect(patched.status, patched.text).toBe(200);
  await reloadAndKeep(page);
  await expect(box(page, 'Host')).toHaveValue('mine.example.test');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeHidden();
  const { body } = await asAdmin<{ name: string; fields: Record<string, { value?: string }> }>(
    'GET',
    '/api/v1/connections/over-an-update',
  );
  expect([body.name, body.fields.host?.value]).toEqual(['Renamed meanwhile', 'mine.example.test']);
});

test('a sheet is open again after an update, with what was typed', async ({ page }) => {
  await page.goto('/admin/people/users');
  await untilAlive(page);
  await page.getByRole('button', { name: 'Invite a user' }).click();
  await box(page, /^Name/).fill('Ada');
  await box(page, /^Email/).fill('ada-updated@example.test');
  await page.getByRole('radio', { name: /^Admin/ }).click();
  await updateUnder(page);
  const submit = page.getByRole('dialog').locator('button[type=submit]');
  await submit.click();
  await reloadAndKeep(page);
  await expect(box(page, /^Name/)).toHaveValue('Ada');
  await expect(box(page, /^Email/)).toHaveValue('ada-updated@example.test');
  await expect(page.getByRole('radio', { name: /^Admin/ })).toBeChecked();
  await submit.click();
  await expect(page.getByText('ada-updated@example.test').first()).toBeVisible();
});

test('what is selected is so again after an update, and its dialog is open with what was chosen', async ({
  page,
  latchkey,
}) => {
  const asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  const connections = ['kept-one', 'kept-two', 'kept-not'];
  for (const key of connections) {
    const fields = { token: { value: typedSecret } };
    await newConnection(asAdmin, { key, name: key, app: 'custom', fields });
  }
  await page.goto('/connections?search=kept-');
  await untilAlive(page);
  for (const key of connections.slice(0, 2))
    await page.getByRole('checkbox', { name: `Select ${key}`, exact: true }).click();
  const bar = page.getByRole('region', { name: 'Selected connections' });
  await bar.getByRole('button', { name: 'Tag', exact: true }).click();
  await page.getByRole('combobox', { name: 'Tag' }).fill('Of the old page');
  await page.keyboard.press('Enter');
  await updateUnder(page);
  const save = page.getByRole('dialog').getByRole('button', { name: 'Change tags' });
  await save.click();
  const stored = await reloadAndKeep(page);
  expect(stored).toContain('of the old page');
  expect(stored).not.toContain(typedSecret);
  await expect(page.getByRole('dialog').getByRole('list', { name: 'Tags' })).toContainText('of the old page');
  await expect(page.getByRole('status').filter({ hasText: 'Latchkey was updated' })).toBeVisible();
  await save.click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(bar).toContainText('2 selected');
  const tagged = await asAdmin<{ items: { key: string }[] }>(
    'GET',
    '/api/v1/connections?tag=of%20the%20old%20page',
  );
  expect(tagged.body.items.map(({ key }) => key).sort()).toEqual(['kept-one', 'kept-two']);
});

test('a change of many that is only confirmed keeps what it was asked for', async ({ page, latchkey }) => {
  const asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  const fields = { token: { value: typedSecret } };
  await newConnection(asAdmin, { key: 'asked-once', name: 'asked-once', app: 'custom', fields });
  await page.goto('/connections?search=asked-once');
  await untilAlive(page);
  await page.getByRole('checkbox', { name: 'Select asked-once', exact: true }).click();
  await page
    .getByRole('region', { name: 'Selected connections' })
    .getByRole('button', { name: 'Remove' })
    .click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('textbox').fill('remove');
  await updateUnder(page);
  await dialog.locator('button[type=submit]').click();
  await reloadAndKeep(page);
  // What was typed to confirm is typed again: it is no work that could be lost.
  await expect(dialog).toContainText('asked-once');
  await dialog.getByRole('textbox').fill('remove');
  await dialog.locator('button[type=submit]').click();
  await expect(page.getByRole('checkbox', { name: 'Select asked-once', exact: true })).toHaveCount(0);
});

test('the token of a secret manager is asked for again, and never kept', async ({
  page,
  context,
  latchkey,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await withoutManagers(byKey(latchkey.origin, latchkey.adminApiKey));
  await newManager(byKey(latchkey.origin, latchkey.adminApiKey), 'One before', latchkey.token);
  await page.goto('/admin/security/secret-managers');
  await untilAlive(page);
  await page.getByRole('button', { name: 'Connect 1Password' }).first().click();
  await box(page, /^Name/).fill('Acme production');
  const token = page.getByLabel(/^Service account token/);
  await paste(page, token, latchkey.token);
  await updateUnder(page);
  await page.getByRole('dialog').locator('button[type=submit]').click();
  const stored = await reloadAndKeep(page);
  expect(stored).toContain('Acme production');
  expect(stored).not.toContain(latchkey.token.slice(0, 40));
  await expect(page.getByRole('status').filter({ hasText: 'Latchkey was updated' })).toContainText('token');
  await expect(box(page, /^Name/)).toHaveValue('Acme production');
  await expect(token).toHaveValue('');
  await paste(page, token, latchkey.token);
  await page.getByRole('dialog').locator('button[type=submit]').click();
  await expect(page.getByRole('link', { name: 'Acme production' }).first()).toBeVisible();
});

test('who is signed out meanwhile signs in without leaving the form, which is then saved', async ({
  page,
  context,
  latchkey,
}) => {
  await page.goto('/connections/new/stripe');
  await untilAlive(page);
  await page.evaluate(() => Reflect.set(window, 'isSameDocument', true));
  await box(page, 'Name').fill('Signed out');
  await page.getByLabel('Secret key', { exact: true }).fill(typedSecret);
  await context.clearCookies();
  await page.getByRole('button', { name: 'Create connection' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  // Refused: the reason stays, with the button; what was typed does too.
  const notice = page.getByRole('alert').filter({ hasText: 'Not signed in' });
  await notice.getByRole('button', { name: 'Sign in' }).click();
  await dialog.getByLabel('Password').fill('wrong');
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await expect(dialog.getByRole('alert').getByRole('button')).toHaveCount(0);
  await dialog.getByLabel('Password').fill(latchkey.adminPassword);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/connections\/signed-out$/);
  expect(await page.evaluate(() => Reflect.get(window, 'isSameDocument'))).toBe(true);
});
