import { expect, test } from '@playwright/test';
import { byKey } from './api-client';
import { type Latchkey, launchLatchkey } from './launch';
import { newManager, signIn } from './steps';

let latchkey: Latchkey;

test.beforeAll(async () => {
  latchkey = await launchLatchkey();
});
test.afterAll(() => latchkey.close());

test('a reference that is typed asks for its item once, is looked up on demand, and leaves nothing in the cache', async ({
  page,
}) => {
  const asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  await newManager(asAdmin, 'Company', latchkey.token);
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
  await page.goto(`${latchkey.origin}/connections/new/stripe`);
  await page.getByRole('button', { name: 'Choose a secret' }).first().click();
  const picker = page.getByRole('dialog', { name: 'A secret for Secret key' });
  const search = picker.getByRole('combobox');
  await expect(picker.getByRole('listbox', { name: 'Items' }).getByRole('option').first()).toBeVisible();

  await search.pressSequentially('op://Shared/Database/p');
  const completions = picker.getByRole('listbox', { name: 'What the reference may go on with' });
  await expect(completions.getByRole('option', { name: 'password' })).toBeVisible({ timeout: 20_000 });
  const asked = latchkey.sandbox.requests().length;
  await search.pressSequentially('assw');
  await expect(completions.getByRole('option')).toHaveText(/^password/);
  expect(latchkey.sandbox.requests().slice(asked)).toEqual([]);
  await search.pressSequentially('ord');
  await expect(picker.getByText('Found in Company')).toBeVisible({ timeout: 20_000 });

  await search.fill('');
  await search.pressSequentially('op://Shared/Database/nothing');
  await picker.getByRole('button', { name: 'Look up' }).click();
  await expect(picker).toContainText('has no such field', { timeout: 20_000 });
  const { body } = await asAdmin<{ items: unknown[] }>('GET', '/api/v1/cache');
  expect(body.items).toEqual([]);
  const failures = await asAdmin<{ items: unknown[] }>('GET', '/api/v1/cache/failures');
  expect(failures.body.items).toEqual([]);
});

test('a reference that was typed into the field is gone on with by its key icon, and a typed secret is not', async ({
  page,
}) => {
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
  const field = page.getByLabel('Secret key', { exact: true });
  const search = page.getByRole('dialog', { name: 'A secret for Secret key' }).getByRole('combobox');
  for (const [typed, begun] of [
    ['op://Shared/Database/password', 'op://Shared/Database/password'],
    ['sk_live_of_nobody', ''],
  ] as const) {
    await page.goto(`${latchkey.origin}/connections/new/stripe`);
    await field.fill(typed);
    await page.getByRole('button', { name: 'Choose a secret' }).first().click();
    await expect(search).toHaveValue(begun);
  }
});
