import { expect, type Locator, type Page, test } from '@playwright/test';
import type { FaultInput } from '../sandbox/faults';
import { freePort } from '../scripts/port.mjs';
import { byKey } from './api-client';
import { tokenFor } from './bad-tokens';
import { type Latchkey, launchLatchkey } from './launch';
import { newManager, paste, signIn } from './steps';

const timeoutMs = 5_000;
const name = 'Typed with care';

let latchkey: Latchkey;
let closedOrigin: string;
let page: Page;

test.beforeAll(async ({ browser }) => {
  closedOrigin = `http://127.0.0.1:${await freePort()}`;
  latchkey = await launchLatchkey({
    signInHosts: [closedOrigin],
    env: { LATCHKEY_PROVIDER_TIMEOUT_MS: String(timeoutMs) },
  });
  const context = await browser.newContext({
    baseURL: latchkey.origin,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page = await context.newPage();
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
});
test.afterAll(async () => {
  await page?.context().close();
  await latchkey.close();
});
test.afterEach(() => latchkey.sandbox.clearFaults());

test('a malformed token is told at its field at once, and what to do about it', async () => {
  const sheet = await openSheet();
  for (const [token, says] of [
    [latchkey.token.slice(4), /begins with ops_/],
    [latchkey.token.slice(0, latchkey.token.length / 2), /cut off|end is missing/],
    [`${latchkey.token.slice(0, 90)}§§${latchkey.token.slice(90)}`, /do not belong|cut off/],
  ] as const) {
    await fill(sheet, token);
    await expect(tokenOf(sheet)).toHaveAttribute('aria-invalid', 'true');
    await expect(sheet.getByText(says)).toBeVisible();
    await expect(sheet.getByRole('button', { name: 'Connect', exact: true })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await expectKept(sheet, token);
  }
});

interface Trouble {
  what: string;
  token: () => string;
  fault?: FaultInput;
  /** What happened, why, and what next. */
  says: RegExp[];
}

const minted = (): string => latchkey.sandbox.mintToken({ name: 'console' }).token;

const troubles: Trouble[] = [
  {
    what: 'a foreign address',
    token: () => tokenFor(latchkey.token, 'https://evil.example'),
    says: [
      /not one of 1Password’s addresses/,
      /Nothing was sent/,
      /LATCHKEY_SIGN_IN_HOSTS|made in 1Password/,
    ],
  },
  {
    what: 'a revoked token',
    token: () => {
      const { token, serviceAccountId } = latchkey.sandbox.mintToken({ name: 'revoked' });
      latchkey.sandbox.revokeToken(serviceAccountId);
      return token;
    },
    says: [/refused this token/, /revoked or replaced/, /Create a new one in 1Password/],
  },
  {
    what: '1Password that is down',
    token: () => tokenFor(minted(), closedOrigin),
    says: [/cannot be reached/, /nothing listens there, or a firewall/],
  },
  {
    what: '1Password that hangs',
    token: minted,
    fault: { kind: 'hang' },
    says: [/in time/, /retries|Try again/i],
  },
  {
    what: '1Password that limits the rate',
    token: minted,
    fault: { kind: 'status', status: 429, headers: { 'Retry-After': '7' } },
    says: [/[Rr]ate limit|request limit/, /Try again in \d+ s/],
  },
];

for (const { what, token: tokenOfCase, fault, says } of troubles) {
  test(`connecting meets ${what}: said in words, nothing typed is lost`, async () => {
    const sheet = await openSheet();
    const token = tokenOfCase();
    if (fault) latchkey.sandbox.injectFault(fault);
    for (const button of ['Test', 'Connect']) {
      await fill(sheet, token);
      await sheet.getByRole('button', { name: button, exact: true }).click();
      for (const words of says)
        await expect(sheet, `${button}: ${words}`).toContainText(words, { timeout: timeoutMs + 10_000 });
      await expect(sheet).not.toContainText(token.slice(10, 60));
      await expectKept(sheet, token);
    }
    await page.keyboard.press('Escape');
    await expect(page.getByRole('main')).not.toContainText(name);
  });
}

test('a refused and a hanging 1Password in the picker: the form keeps everything, and unverified needs a word', async () => {
  const asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  await newManager(asAdmin, 'Company', latchkey.token);
  await page.goto('/connections/new/stripe');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByLabel(/^Webhook signing secret/).fill('typed by hand');

  latchkey.sandbox.injectFault({ kind: 'hang' });
  await page.getByRole('button', { name: 'Choose a secret' }).first().click();
  const picker = page.getByRole('dialog', { name: 'A secret for Secret key' });
  const search = picker.getByRole('combobox');
  const reference = 'op://Production/Stripe/Secret Key';
  await paste(page, search, reference);
  await expect(picker).toContainText(/did not answer/, { timeout: timeoutMs * 3 });
  await expect(picker).toContainText('What you pasted is kept');
  await expect(search).toHaveValue(reference);

  latchkey.sandbox.clearFaults();
  await search.fill('op://Production/Stripe');
  await expect(picker).toContainText(/Keep typing/);
  await search.fill('op:///Stripe/Secret Key');
  await expect(picker.getByRole('alert')).toContainText('This reference cannot be right');
  await expect(search).toHaveValue('op:///Stripe/Secret Key');
  await page.keyboard.press('Escape');
  if (await picker.isVisible()) await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(name);
  await expect(page.getByLabel(/^Webhook signing secret/)).toHaveValue('typed by hand');
});

async function openSheet(): Promise<Locator> {
  await page.goto('/admin/security/secret-managers');
  await page.getByRole('button', { name: 'Connect 1Password' }).first().click();
  return page.getByRole('dialog', { name: 'Connect 1Password' });
}

function tokenOf(sheet: Locator): Locator {
  return sheet.getByLabel('Service account token');
}

async function fill(sheet: Locator, token: string): Promise<void> {
  await sheet.getByRole('textbox', { name: 'Name' }).fill(name);
  await tokenOf(sheet).fill(token);
}

async function expectKept(sheet: Locator, token: string): Promise<void> {
  await expect(sheet.getByRole('textbox', { name: 'Name' })).toHaveValue(name);
  await expect(tokenOf(sheet)).toHaveValue(token);
}
