import { expect } from '@playwright/test';
import { byKey, type Call } from './api-client';
import { newManager, newPerson, newProject, signIn } from './steps';
import { test } from './test';

let asAdmin: Call;
let projectIds: string[];
let managerId = '';

test.beforeAll(async ({ latchkey }) => {
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  managerId = (await newManager(asAdmin, 'History', latchkey.token)).id;
  projectIds = [await newProject(asAdmin, { id: managerId })];
});

/** A database whose host changes and whose password, typed at first, is bound then. */
async function changed(key: string): Promise<void> {
  const fields = {
    host: { value: 'old.example.com' },
    database: { value: 'app' },
    username: { value: 'app' },
    password: { value: 'typed-in-the-first-version' },
  };
  const input = { key, name: 'Orders', app: 'postgres', scope: 'project', projectIds, fields };
  const made = await asAdmin('POST', '/api/v1/connections', input);
  expect(made.status, made.text).toBe(201);
  const password = { secretManagerId: managerId, reference: 'op://Shared/Database/password' };
  const patch = { name: 'Orders DB', fields: { host: { value: 'new.example.com' }, password } };
  const patched = await asAdmin('PATCH', `/api/v1/connections/${key}`, patch);
  expect(patched.status, patched.text).toBe(200);
}

const hostOf = async (key: string) =>
  (await asAdmin<{ fields: Record<string, { value?: string }> }>('GET', `/api/v1/connections/${key}`)).body
    .fields.host?.value;

test('a builder sees each version field by field, restores one by keyboard and takes it back', async ({
  page,
  latchkey,
}) => {
  await changed('history-restored');
  await signIn(page, latchkey.origin, await newPerson(asAdmin, 'builder', projectIds));
  await page.goto('/connections/history-restored');
  await page.getByRole('tab', { name: 'History' }).click();
  const latest = page.getByRole('region', { name: 'Changes in version 2' });
  await expect(latest).toContainText('Host');
  await expect(latest).toContainText(/old\.example\.com.*new\.example\.com/);
  await expect(latest).toContainText(/Typed secret.*History · Shared \/ Database \/ password/);
  await expect(page.locator('body')).not.toContainText('typed-in-the-first-version');
  await expect(page.getByText('Open in the audit log')).toHaveCount(0);

  await page.getByRole('button', { name: 'Restore this version: Version 1' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Restore version 1?' });
  await expect(dialog.getByRole('region', { name: 'What restoring changes' })).toContainText(
    /new\.example\.com.*old\.example\.com/,
  );
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(dialog.getByLabel('Password')).toBeFocused();
  await expect(dialog).toContainText('Enter it again, or leave the field out.');
  await page.keyboard.type('typed-once-more');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Version 1 is restored')).toBeVisible();
  await expect(page.getByText('Restored from version 1')).toBeVisible();
  expect(await hostOf('history-restored')).toBe('old.example.com');

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Restored from version 2')).toBeVisible();
  expect(await hostOf('history-restored')).toBe('new.example.com');
  await page.getByRole('tab', { name: 'Settings' }).click();
  await expect(page.getByRole('textbox', { name: 'Host' })).toHaveValue('new.example.com');
});

test('support reads the history and restores nothing; what restoring deletes is told before', async ({
  page,
  latchkey,
}) => {
  await changed('history-read');
  const fields = { password: { value: 'typed-in-the-third-version' } };
  await asAdmin('PATCH', '/api/v1/connections/history-read', { fields });
  const support = await newPerson(asAdmin, 'support', projectIds);
  await signIn(page, latchkey.origin, support);
  await page.goto('/connections/history-read?part=history');
  await expect(page.getByRole('region', { name: 'Changes in version 3' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Restore/ })).toHaveCount(0);
  await expect(page.getByText('Open in the audit log')).toBeVisible();
  await page.context().clearCookies();

  await signIn(page, latchkey.origin, await newPerson(asAdmin, 'builder', projectIds));
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('/connections/history-read?part=history');
  await page.getByRole('button', { name: 'Restore this version: Version 2' }).click();
  await expect(page.getByRole('dialog')).toContainText('will be deleted for good: Password.');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});

test('who saves over a change is told who made it and what it was', async ({ page, latchkey }) => {
  await changed('history-conflict');
  await signIn(page, latchkey.origin, await newPerson(asAdmin, 'builder', projectIds));
  await page.goto('/connections/history-conflict');
  await page.getByRole('textbox', { name: 'Database' }).fill('orders');
  await asAdmin('PATCH', '/api/v1/connections/history-conflict', {
    fields: { host: { value: 'third.example.com' } },
  });
  await page.getByRole('button', { name: 'Save changes' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'Someone else edited this connection' });
  await expect(alert.getByRole('region', { name: 'Changes in version 3' })).toContainText(
    'third.example.com',
  );
  await alert.getByRole('button', { name: 'Merge their changes' }).click();
  await expect(page.getByText('Their changes are merged, with yours on top.')).toBeVisible();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Orders DB is saved')).toBeVisible();
  expect(await hostOf('history-conflict')).toBe('third.example.com');
});
