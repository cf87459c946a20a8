import { type BrowserContext, expect, type Page } from '@playwright/test';
import { untilAlive } from './alive';
import { byKey } from './api-client';
import { everyPage } from './every-page';
import { newManager, signIn } from './steps';
import { testAlone } from './test';

// Other files give their things English names.
const test = testAlone();

let managerId: string;

test.beforeAll(async ({ latchkey }) => {
  const asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  managerId = (await newManager(asAdmin, 'Two languages', latchkey.token)).id;
  const made = await asAdmin('POST', '/api/v1/connections', {
    key: 'two-languages',
    name: 'Zwei Sprachen',
    app: 'stripe',
    scope: 'platform',
    fields: { secretKey: { secretManagerId: managerId, reference: 'op://Production/Stripe/Secret Key' } },
  });
  expect(made.status, made.text).toBe(201);
});

test('the language is chosen at sign-in, stays, and is changed in the account menu', async ({
  page,
  latchkey,
}) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await expect(page.getByRole('heading', { name: 'Anmelden' })).toBeVisible();
  await page.getByLabel('E-Mail-Adresse').fill(latchkey.adminEmail);
  await page.getByLabel('Passwort').fill('a wrong password');
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'oder das Passwort stimmt nicht' })).toBeVisible();
  await page.getByLabel('Passwort').fill(latchkey.adminPassword);
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await page.getByRole('button', { name: /^Konto/ }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await expect(page.getByRole('button', { name: /^Account/ })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
});

test('a browser that asks for German gets it on every page, and hydration finds nothing to mend', async ({
  browser,
  latchkey,
}) => {
  const context = await browser.newContext({ locale: 'de-AT', baseURL: latchkey.origin });
  const page = await context.newPage();
  await signInGerman(page, latchkey.adminEmail, latchkey.adminPassword);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.text().includes('404')) faults.push(`${page.url()}: ${line.text()}`);
  });
  const pages = everyPage({ managerId, connectionKey: 'two-languages' });
  for (const path of pages) {
    await page.goto(path);
    await untilAlive(page);
    expect(await page.evaluate(() => document.documentElement.lang), path).toBe('de');
    const text = await page.locator('body').innerText();
    for (const leftover of [
      /\bSign in\b/,
      /\bConnections\b/,
      /\bWho may\b/,
      /\bago\b/,
      /\bvaults?\b/i,
      /\bthe\b/,
    ])
      if (leftover.test(text)) faults.push(`${path}: ${leftover} in “${around(text, leftover)}”`);
  }
  expect(faults).toEqual([]);
  await context.close();
});

test('requests in two languages at once are each answered in their own', async ({ browser, latchkey }) => {
  const contexts = await Promise.all(
    ['de-DE', 'en-GB'].map((locale) => browser.newContext({ locale, baseURL: latchkey.origin })),
  );
  const [german, english] = contexts;
  if (!german || !english) throw new Error('Two contexts were asked for.');
  await signInGerman(await german.newPage(), latchkey.adminEmail, latchkey.adminPassword);
  await signIn(await english.newPage(), latchkey.origin, {
    email: latchkey.adminEmail,
    password: latchkey.adminPassword,
  });
  const paths = ['/connections', '/cache', '/health', '/admin/security/audit', '/admin/people/users'];
  const asked = Array.from({ length: 60 }, (_, at) => ({
    isGerman: at % 2 === 0,
    path: paths[at % paths.length] ?? '/cache',
  }));
  const answers = await Promise.all(
    asked.map(async ({ isGerman, path }) => {
      const html = await textOf(isGerman ? german : english, path, isGerman ? 'de' : 'en');
      const isMixed = isGerman
        ? html.includes('Collapse the menu') || !html.includes('Menü einklappen')
        : html.includes('Menü einklappen') || !html.includes('Collapse the menu');
      return isMixed || !html.includes(`<html lang="${isGerman ? 'de' : 'en'}"`) ? `${path} mixed` : 'right';
    }),
  );
  expect(answers.filter((answer) => answer !== 'right')).toEqual([]);
  for (const context of contexts) await context.close();
});

async function textOf(context: BrowserContext, path: string, language: string): Promise<string> {
  const response = await context.request.get(path, { headers: { 'accept-language': language } });
  expect(response.status()).toBe(200);
  return response.text();
}

async function signInGerman(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-Mail-Adresse').fill(email);
  await page.getByLabel('Passwort').fill(password);
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await expect(page.getByRole('button', { name: `Konto: ${email}` })).toBeVisible();
}

function around(text: string, found: RegExp): string {
  const at = text.search(found);
  return text.slice(Math.max(0, at - 40), at + 40).replaceAll('\n', ' ');
}
