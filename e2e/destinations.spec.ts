import { expect } from '@playwright/test';
import { byKey } from './api-client';
import { signIn } from './steps';
import { test } from './test';

test('an admin adds a destination and removes it, and a range is none', async ({ page, latchkey }) => {
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
  await page.goto('/connections');
  await page.getByRole('link', { name: 'Destinations' }).click();
  await expect(page.getByText('No destination yet')).toBeVisible();
  await expect(page.getByText('LATCHKEY_EGRESS_HOSTS')).toBeVisible();

  await page.getByRole('button', { name: 'Add a destination' }).click();
  const sheet = page.getByRole('dialog', { name: 'Add a destination' });
  await sheet.getByLabel('Host').fill('10.0.0.0/8');
  await sheet.getByLabel('Port').fill('5432');
  await sheet.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(sheet.getByText('No range, no wildcard')).toBeVisible();
  await sheet.getByLabel('Host').fill('DB.example.com');
  await sheet.getByLabel('Allow credentials without TLS').check();
  await sheet.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(sheet).toBeHidden();
  const row = page.getByRole('row').filter({ hasText: 'db.example.com:5432' });
  await expect(row).toContainText('All projects');
  await expect(row).toContainText('Also without TLS');

  await row.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('No destination yet')).toBeVisible();

  const asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  const { body } = await asAdmin<{ items: { verb: string }[] }>('GET', '/api/v1/audit?limit=2');
  expect(body.items.map(({ verb }) => verb)).toEqual(['destination.removed', 'destination.added']);
});
