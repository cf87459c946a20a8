import { expect, type Page, test } from '@playwright/test';
import { byKey } from './api-client';
import { type Latchkey, launchLatchkey } from './launch';
import { paste, signIn } from './steps';

const person = { email: 'ada@example.test', password: 'correct horse battery staple' };
const address = '/api/v1/connections/stripe-live/resolve';

interface Resolved {
  fields: Record<string, string>;
  sources: Record<string, { source: string; state: string }>;
}

let latchkey: Latchkey;

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });
test.beforeAll(async () => {
  latchkey = await launchLatchkey({ admin: 'by-link', env: { LATCHKEY_PROVIDER_TIMEOUT_MS: '20000' } });
});
test.afterAll(() => latchkey.close());

test('from an empty machine to a resolved secret, and to its next value', async ({ page }) => {
  test.setTimeout(150_000);
  await test.step('nobody gets in before set-up', () => refuseStrangers(page));
  await test.step('set up by the one-time link', () => setUp(page));
  await test.step('connect 1Password', () => connect(page));
  await test.step('make a connection', () => makeConnection(page));
  const key = await test.step('make an API key', () => makeKey(page));
  const asWorkload = byKey(latchkey.origin, key);

  await test.step('resolve it', async () => {
    const { status, headers, body } = await asWorkload<Resolved>('POST', address);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body.fields).toEqual({
      secretKey: 'sk_live_SANDBOX_4eC39HqLyjWDarjtT1zdp7dc',
      webhookSecret: 'SANDBOX-shared-warehouse-Zp5&nR1',
    });
  });

  await test.step('a changed secret is served after its entry is cleared', async () => {
    changeSecret('sk_live_SANDBOX_rotated');
    const cached = await asWorkload<Resolved>('POST', address);
    expect(cached.body.fields.secretKey).toBe('sk_live_SANDBOX_4eC39HqLyjWDarjtT1zdp7dc');
    expect(cached.body.sources.secretKey).toMatchObject({ source: 'memory', state: 'fresh' });
    await clearEntry(page, 'Production / Stripe / Secret Key');
    const anew = await asWorkload<Resolved>('POST', address);
    expect(anew.body.fields.secretKey).toBe('sk_live_SANDBOX_rotated');
    expect(anew.body.sources).toMatchObject({
      secretKey: { source: 'provider', state: 'fresh' },
      webhookSecret: { source: 'memory', state: 'fresh' },
    });
  });
});

async function refuseStrangers(page: Page): Promise<void> {
  await page.goto(`${latchkey.origin}/`);
  await expect(page).toHaveURL(/\/set-up$/);
  await expect(page.getByText('Set-up needs its link')).toBeVisible();
  await page.goto(`${latchkey.origin}/set-up#${'x'.repeat(43)}`);
  await expect(page.getByText('This link does not work')).toBeVisible();
  await expect(page.getByLabel('Password')).toHaveCount(0);
}

async function setUp(page: Page): Promise<void> {
  const link = latchkey.setUpLink();
  await page.goto(link);
  await page.getByLabel('Your name').fill('Ada');
  await page.getByLabel('Email address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Create admin and sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Get started' })).toBeVisible();
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto(link);
  await expect(page.getByRole('button', { name: 'Create admin and sign in' })).toHaveCount(0);
  await signIn(page, latchkey.origin, person);
}

/** The guide: go to Platform Admin → Security → Secret Managers, select 1Password, paste the token, test and save. */
async function connect(page: Page): Promise<void> {
  const rail = page.getByRole('navigation', { name: 'Main' });
  await expect(rail.getByText('Platform Admin', { exact: true })).toBeVisible();
  await expect(rail.getByText('Security', { exact: true })).toBeVisible();
  await rail.getByRole('link', { name: 'Secret Managers' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Secret Managers' })).toBeVisible();
  const trail = page.getByRole('navigation', { name: 'Where you are' });
  await expect(trail.getByRole('listitem').filter({ hasText: /\w/ })).toHaveText([
    'Platform Admin',
    'Security',
  ]);
  await page.getByRole('button', { name: 'Connect 1Password' }).first().click();

  const sheet = page.getByRole('dialog', { name: 'Connect 1Password' });
  await sheet.getByRole('textbox', { name: 'Name' }).fill('Company 1Password');
  const token = sheet.getByLabel('Service account token');
  await paste(page, token, `  ${latchkey.token}\n`);
  await expect(token).toHaveValue(latchkey.token);
  await expect(token).toHaveAttribute('type', 'password');
  await sheet.getByRole('button', { name: 'Test', exact: true }).click();
  const found = sheet.getByRole('status').filter({ hasText: 'The token works' });
  await expect(found).toBeVisible({ timeout: 30_000 });
  await expect(found).toContainText(latchkey.sandbox.address);
  await expect(found).toContainText(/@1passwordserviceaccounts\.com|demo/);
  for (const vault of ['Production', 'Shared', 'Staging']) await expect(found).toContainText(vault);
  await expect(page.getByRole('table', { name: 'Secret Managers' })).toHaveCount(0);
  await sheet.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(sheet).toBeHidden({ timeout: 30_000 });

  const row = page.getByRole('row').filter({ hasText: 'Company 1Password' });
  await expect(row).toContainText('Connected');
  expect(await page.content()).not.toContain(latchkey.token);
}

/** The guide: click the key icon, choose the 1Password connection, enter op://vault/item/field. */
async function makeConnection(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Connections' }).first().click();
  await page.getByRole('link', { name: 'New connection' }).first().click();
  await page.getByRole('link', { name: /^Stripe/ }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Stripe live');
  await expect(page.getByRole('textbox', { name: 'Key', exact: true })).toHaveValue('stripe-live');

  await page.getByRole('button', { name: 'Choose a secret' }).first().click();
  const picker = page.getByRole('dialog', { name: 'A secret for Secret key' });
  await picker.getByRole('option', { name: /^Production/ }).click();
  await picker
    .getByRole('listbox', { name: 'Items' })
    .getByRole('option', { name: 'Stripe', exact: true })
    .click();
  await picker
    .getByRole('listbox', { name: 'Fields' })
    .getByRole('option', { name: /^Secret Key/ })
    .click();
  await picker.getByRole('button', { name: 'Test' }).click();
  await expect(picker.getByRole('status').filter({ hasText: 'Found' })).toContainText(
    /in the secret manager/,
  );
  await expect(picker).not.toContainText('sk_live');
  await picker.getByRole('button', { name: 'Use this field' }).click();
  const first = page.getByRole('button', { name: /^Secret key, bound to/ });
  await expect(first).toContainText('Production / Stripe / Secret Key');

  await paste(
    page,
    // Its label goes on with “optional”; the button beside it begins with “Bind”.
    page.getByLabel(/^Webhook signing secret/),
    'op://Shared/Database/password',
  );
  const pasted = page.getByRole('dialog', { name: 'A secret for Webhook signing secret' });
  await expect(pasted.getByText('Found in Company 1Password')).toBeVisible({ timeout: 20_000 });
  await pasted.getByRole('button', { name: 'Use this field' }).click();
  await expect(page.getByRole('button', { name: /^Webhook signing secret, bound to/ })).toContainText(
    'Shared / Database / password',
  );

  await page.getByRole('button', { name: 'Create connection' }).click();
  await expect(page).toHaveURL(/\/connections\/stripe-live$/, { timeout: 30_000 });
  await expect(page.getByRole('heading', { level: 1, name: 'Stripe live' })).toBeVisible();
  await page.reload();
  await expect(first).toContainText('Production / Stripe / Secret Key');
}

async function makeKey(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'API keys' }).click();
  await page.getByRole('button', { name: 'Create API key' }).first().click();
  const sheet = page.getByRole('dialog', { name: 'Create API key' });
  await sheet.getByRole('textbox', { name: 'Name' }).fill('billing worker');
  await sheet.getByRole('button', { name: 'Create API key' }).click();
  const made = page.getByRole('dialog', { name: /New API key/ });
  const key = (await made.getByLabel('API key', { exact: true }).textContent()) ?? '';
  expect(key).toMatch(/^lk_[A-Za-z0-9_-]{32,}$/);
  await page.keyboard.press('Escape');
  await expect(made, 'Escape does not lose the key').toBeVisible();
  await made.getByRole('button', { name: 'I have stored it' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'billing worker' })).toContainText('Active');
  await page.reload();
  await expect(page.getByRole('row').filter({ hasText: 'billing worker' })).toBeVisible();
  expect(await page.content(), 'shown once').not.toContain(key);
  return key;
}

function changeSecret(value: string): void {
  const vault = latchkey.sandbox.findVault('Production');
  const { item } = latchkey.sandbox.findItem(vault, 'Stripe');
  latchkey.sandbox.updateItem({ vault, item, field: 'Secret Key', value });
}

async function clearEntry(page: Page, reference: string): Promise<void> {
  await page.getByRole('link', { name: 'Cache' }).first().click();
  await page.getByRole('button', { name: `Look at ${reference}` }).click();
  await page.getByRole('dialog', { name: reference }).getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('button', { name: 'Clear entry' }).click();
  await expect(page.getByText('Entry cleared')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: `Look at ${reference}` })).toHaveCount(0);
}
