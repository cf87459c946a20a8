import { expect, test } from '@playwright/test';
import { byKey } from './api-client';
import { type Latchkey, launchLatchkey } from './launch';
import { newManager, signIn } from './steps';

let latchkey: Latchkey;

test.beforeAll(async () => {
  latchkey = await launchLatchkey();
});
test.afterAll(() => latchkey.close());

test('the first steps say what is next, tick themselves, and are gone after the first answer', async ({
  page,
}) => {
  const asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
  const home = `${latchkey.origin}/`;
  const steps = page.getByRole('list', { name: 'Steps' }).getByRole('listitem');
  await expect(page.getByRole('heading', { level: 1, name: 'Get started' })).toBeVisible();
  await expect(steps).toHaveCount(4);
  await expect(steps.nth(0)).toHaveAttribute('aria-current', 'step');
  await expect(page.getByText('Use the sandbox')).toBeVisible();

  const { id } = await newManager(asAdmin, 'Company', latchkey.token);
  await page.goto(home);
  await expect(steps.nth(0).getByRole('img', { name: 'Done' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'New connection' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Get started/ })).toContainText('1/4');

  await asAdmin('POST', '/api/v1/connections', {
    key: 'billing',
    name: 'Billing',
    app: 'stripe',
    scope: 'platform',
    fields: { secretKey: { secretManagerId: id, reference: 'op://Production/Stripe/Secret Key' } },
  });
  await page.goto(home);
  await page.getByRole('main').getByRole('link', { name: 'Create an API key' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'API keys' })).toBeVisible();
  const made = await asAdmin<{ key: string }>('POST', '/api/v1/api-keys', {
    name: 'worker',
    role: 'workload',
  });

  await page.goto(home);
  await expect(page.getByRole('region', { name: 'Example' })).toContainText('/connections/billing/resolve');
  const answered = await byKey(latchkey.origin, made.body.key)('POST', '/api/v1/connections/billing/resolve');
  expect(answered.status, answered.text).toBe(200);
  await expect(page).toHaveURL(/\/connections$/, { timeout: 30_000 });
  await expect(page.getByRole('link', { name: /^Get started/ })).toHaveCount(0);
});

test('a question mark shows every shortcut, and not while one types', async ({ page }) => {
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
  await page.goto(`${latchkey.origin}/connections`);
  await page.getByRole('textbox', { name: 'Search by name or key' }).fill('what?');
  const map = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(map).toBeHidden();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  await expect(map).toContainText('Go to a page');
  await page.keyboard.press('Escape');
  await expect(map).toBeHidden();
});

test('the palette leads to people, API keys and projects by name', async ({ page }) => {
  const asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  await asAdmin('POST', '/api/v1/projects', { name: 'Zephyr' });
  await asAdmin('POST', '/api/v1/api-keys', { name: 'Zephyr worker', role: 'workload' });
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
  await page.goto(`${latchkey.origin}/connections`);
  const opened = async (typed: string, option: RegExp) => {
    await page.keyboard.press('ControlOrMeta+k');
    const palette = page.getByRole('dialog', { name: 'Go to' });
    await palette.getByRole('combobox').fill(typed);
    await palette.getByRole('option', { name: option }).click();
  };
  await opened('zephyr', /^Zephyr worker/);
  await expect(page).toHaveURL(/\/admin\/security\/api-keys\?search=/);
  await expect(page.getByRole('row', { name: /Zephyr worker/ })).toBeVisible();
  await opened('zephyr', /^Zephyr$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Projects' })).toBeVisible();
  await opened(latchkey.adminEmail, new RegExp(latchkey.adminEmail));
  await expect(page).toHaveURL(/\/admin\/people\/users\?search=/);
});
