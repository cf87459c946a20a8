import { expect } from '@playwright/test';
import { byKey } from './api-client';
import { newManager, signIn } from './steps';
import { test } from './test';

test('a change feed is set up on the page of a secret manager, says that it listens, and is turned off', async ({
  page,
  latchkey,
}) => {
  const { origin, adminEmail, adminPassword, events, token } = latchkey;
  const asAdmin = byKey(origin, latchkey.adminApiKey);
  const manager = await newManager(asAdmin, 'Feed account', token);
  await signIn(page, origin, { email: adminEmail, password: adminPassword });
  await page.goto(`/admin/security/secret-managers/${manager.id}`);
  const sheet = page.getByRole('dialog', { name: 'Change feed' });
  await page.getByRole('button', { name: 'Set up: Change feed' }).click();
  await sheet.getByLabel('Events Reporting token', { exact: false }).fill('not a token');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet.getByText('three parts with dots')).toBeVisible();
  await sheet.getByLabel('Events Reporting token', { exact: false }).fill(events.mintToken().token);
  await sheet.getByLabel('Address', { exact: false }).fill(events.address);
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByText('Listening')).toBeVisible();
  await page.getByRole('button', { name: 'Trust the change feed' }).click();
  const trust = page.getByRole('dialog', { name: 'Trust the change feed' });
  await expect(trust.getByText('What you risk')).toBeVisible();
  await trust.getByLabel('Fresh while the feed is heard').fill('2 d');
  await trust.getByRole('button', { name: 'Turn on' }).click();
  await expect(trust.getByText('24 hours at most')).toBeVisible();
  await trust.getByLabel('Fresh while the feed is heard').fill('12 h');
  await trust.getByRole('button', { name: 'Turn on' }).click();
  await expect(trust).toBeHidden();
  await expect(page.getByText('stay fresh for 12 h', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Set up: Change feed' }).click();
  await sheet.getByRole('button', { name: 'Turn off' }).click();
  await expect(sheet).toBeHidden();
  await expect(
    page.getByText('A rotation is seen when the fresh time is over.', { exact: false }),
  ).toBeVisible();
});
