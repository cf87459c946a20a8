import { expect, type Page } from '@playwright/test';
import { byKey } from './api-client';
import { newManager, signIn } from './steps';
import { test } from './test';

/** What the browser complained of, violations of our own policy too. */
async function complaintsOf(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  // Chromium tells of these as issues, apart from its console.
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`${violatedDirective} forbids ${blockedURI}`),
    );
  });
  return complaints;
}

test('a form violates no policy of ours, and its page complains of nothing', async ({ page, latchkey }) => {
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
  const complaints = await complaintsOf(page);
  for (const app of ['stripe', 'postgres', 'custom']) {
    await page.goto(`/connections/new/${app}`);
    const name = page.getByRole('textbox', { name: 'Name', exact: true }).first();
    await name.fill('A name');
    await name.blur();
    await page.locator('form button[type=submit]').first().click();
    await page.waitForLoadState('networkidle');
  }
  expect(complaints).toEqual([]);
});

for (const language of ['C', 'en-US@posix', '']) {
  test(`a browser whose language is “${language}” shows Health, if without its charts`, async ({
    page,
    latchkey,
  }) => {
    const asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
    const manager = await newManager(asAdmin, 'For charts', latchkey.token);
    await page.addInitScript((told) => {
      Object.defineProperty(navigator, 'language', { get: () => told });
    }, language);
    await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
    await page.goto('/health');
    await expect(page.getByRole('heading', { name: 'Health', level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expect(page.getByText('This page broke')).toHaveCount(0);
    await page.getByRole('button', { name: 'Table', exact: false }).first().click();
    await expect(page.getByRole('table').first()).toBeVisible();
    // Other files share this product, and count its secret managers.
    await asAdmin('DELETE', `/api/v1/secret-managers/${manager.id}`);
  });
}
