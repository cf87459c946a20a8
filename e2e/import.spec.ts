import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { untilAlive } from './alive';
import { byKey, type Call } from './api-client';
import { newManager, newPerson, newProject, type Person, paste, signIn, withoutManagers } from './steps';
import { test } from './test';

const env = [
  '# of the shop',
  'export STRIPE_SECRET_KEY="op://Production/Stripe/Secret Key"',
  '',
  "STRIPE_WEBHOOK_SECRET='op://Production/Stripe/Webhook Secret'",
  'ODD=op://Production/Payments (EU) / Adyen & Co/API key',
  'REGION=eu-central-1',
  'this is no line of a .env',
].join('\n');

let asAdmin: Call;
let builder: Person;

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });
test.beforeAll(async ({ latchkey }) => {
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  await withoutManagers(asAdmin);
  const manager = await newManager(asAdmin, 'Import', latchkey.token);
  builder = await newPerson(asAdmin, 'builder', [await newProject(asAdmin, manager)]);
});

const envOf = async (key: string) => {
  const { status, headers, text } = await asAdmin('GET', `/api/v1/connections/${key}/env`);
  expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
  return text;
};

test('a pasted .env becomes a connection, is exported, and comes back the same', async ({
  page,
  latchkey,
}) => {
  test.setTimeout(120_000);
  await signIn(page, latchkey.origin, builder);
  await page.goto('/connections');
  await page.getByRole('link', { name: 'Import' }).click();
  await untilAlive(page);
  const text = page.getByLabel('A .env, or references');
  await expect(text).toBeFocused();
  await expect(page.getByText('What you paste is shown here, line by line.')).toBeVisible();
  await paste(page, text, env);
  await expect(page.getByRole('status').filter({ hasText: '4 fields' })).toContainText('1 line is not read');
  await expect(page.getByText('Line 7:')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'App' })).toContainText('Stripe');
  await page.keyboard.press('ControlOrMeta+Enter');

  await expect(page.getByRole('heading', { name: 'New Stripe connection' })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: /^Value, bound to/ })).toContainText(
    'Payments (EU) / Adyen & Co / API key',
  );
  await page.getByRole('button', { name: 'Back to the text' }).click();
  await expect(text).toHaveValue(env);
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Shop');
  await page.getByRole('button', { name: 'Create connection' }).click();
  await expect(page).toHaveURL(/\/connections\/shop$/, { timeout: 30_000 });
  const resolved = await asAdmin<{ fields: object }>('POST', '/api/v1/connections/shop/resolve');
  expect(Object.keys(resolved.body.fields).sort()).toEqual(['ODD', 'REGION', 'secretKey', 'webhookSecret']);

  await page.goto('/connections/shop?part=code');
  const shown = page.getByRole('region', { name: 'This connection as a .env' });
  await expect(shown).toContainText('secretKey="op://Production/Stripe/Secret Key"');
  await expect(shown).not.toContainText('eu-central-1');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('shop.env');
  const exported = await readFile(await download.path(), 'utf8');
  expect(exported).toBe(await envOf('shop'));

  await page.goto('/connections/new/import');
  await untilAlive(page);
  await paste(page, text, exported);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Shop');
  await page.getByRole('button', { name: 'Create connection' }).click();
  await expect(page.getByText('Another connection has this key.')).toBeVisible({ timeout: 30_000 });
  // It is told as soon as the key is there; saving tells it too, and takes no second press until it has.
  await expect(page.getByText('Fix 1 field.')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('textbox', { name: 'Key', exact: true }).fill('shop-again');
  await page.getByRole('button', { name: 'Create connection' }).click();
  await expect(page).toHaveURL(/\/connections\/shop-again$/, { timeout: 30_000 });
  const values = (whole: string) => whole.split('\n').filter((line) => !line.startsWith('#'));
  expect(values(await envOf('shop-again'))).toEqual(values(exported));
});

test('an item becomes a connection with all of its fields', async ({ page, latchkey }) => {
  await signIn(page, latchkey.origin, builder);
  await page.goto('/connections/new/import');
  await untilAlive(page);
  await page.getByRole('button', { name: 'Import an item from a secret manager' }).click();
  const picker = page.getByRole('dialog', { name: 'A secret for a new connection' });
  await picker.getByRole('combobox').fill('stripe');
  await picker
    .getByRole('option', { name: /^Stripe/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'New Stripe connection' })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Stripe');
  await expect(page.getByRole('button', { name: /^Secret key, bound to/ })).toContainText(
    'Production / Stripe',
  );
});

test('what is not found as it is written is offered under its field, one click away', async ({
  page,
  latchkey,
}) => {
  await signIn(page, latchkey.origin, builder);
  await page.goto('/connections/new/import');
  await untilAlive(page);
  await paste(
    page,
    page.getByLabel('A .env, or references'),
    'A=op://Production/Payment (EU) / Adyen & Co/API key',
  );
  await page.getByRole('button', { name: 'Continue' }).click();
  await page
    .getByRole('button', { name: 'Production / Payments (EU) / Adyen & Co / API key' })
    .click({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: /^Value, bound to/ })).toContainText(
    'Payments (EU) / Adyen & Co / API key',
  );
});
