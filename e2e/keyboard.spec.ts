import { expect, type Page } from '@playwright/test';
import { untilAlive } from './alive';
import { byKey, type Call } from './api-client';
import { newManager, signIn, withoutManagers } from './steps';
import { test } from './test';

let asAdmin: Call;

test.beforeAll(async ({ latchkey }) => {
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  await withoutManagers(asAdmin);
  await newManager(asAdmin, 'By keyboard', latchkey.token);
});

test('a field is bound, tested, changed back and saved by the keyboard alone', async ({ page, latchkey }) => {
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
  await page.goto('/connections/new/app');
  await untilAlive(page);
  await press(page, 'Tab', () =>
    page
      .getByRole('searchbox', { name: 'Search apps' })
      .or(page.getByRole('textbox', { name: 'Search apps' })),
  );
  await page.keyboard.type('stripe');
  await page.keyboard.press('Enter');
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await expect(name).toBeFocused();
  await page.keyboard.type('Bound by keys');

  await press(page, 'Tab', () => page.getByRole('button', { name: 'Choose a secret' }).first());
  await page.keyboard.press('Enter');
  const picker = page.getByRole('dialog', { name: 'A secret for Secret key' });
  await expect(picker.getByRole('combobox')).toBeFocused();
  await expect(picker.getByRole('option', { name: /^Staging/ })).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await moveTo(page, 'ArrowDown', /^Staging/);
  await page.keyboard.press('Enter');
  await expect(picker.getByRole('listbox', { name: 'Items' }).getByRole('option').first()).toBeVisible();
  await page.keyboard.type('strip');
  await expect.poll(() => activeOption(page)).toMatch(/^Stripe/);
  await page.keyboard.press('Enter');
  await moveTo(page, 'ArrowDown', /^Secret Key/);
  await page.keyboard.press('Enter');
  await expect(picker).toBeHidden();

  const bound = page.getByRole('button', { name: /^Secret key, bound to/ });
  await expect(bound).toBeFocused();
  await expect(bound).toContainText('Staging / Stripe / Secret Key');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Found' })).toBeVisible();

  await press(page, 'Tab', () => page.getByRole('button', { name: 'Unbind Secret key and type instead' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Secret key' })).toBeFocused();
  await press(page, 'Tab', () => page.getByRole('button', { name: 'Undo' }));
  await page.keyboard.press('Enter');
  await expect(bound).toBeFocused();

  await page.keyboard.press('ControlOrMeta+s');
  await expect(page).toHaveURL(/\/connections\/bound-by-keys$/);
  const { body } = await asAdmin<{ fields: Record<string, unknown> }>(
    'POST',
    '/api/v1/connections/bound-by-keys/resolve',
  );
  expect(body.fields).toEqual({ secretKey: 'sk_test_SANDBOX_BQokikJOvBiI2HlWgH4olfQ2' });
});

test('Escape shuts the picker, changes nothing and gives the focus back', async ({ page, latchkey }) => {
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
  await page.goto('/connections/new/stripe');
  await untilAlive(page);
  const key = page.getByRole('button', { name: 'Choose a secret' }).first();
  await key.focus();
  await page.keyboard.press('Enter');
  const picker = page.getByRole('dialog', { name: 'A secret for Secret key' });
  await expect(picker.getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(picker).toBeHidden();
  await expect(key).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'Secret key' })).toHaveValue('');
});

/** Presses a key until the wanted element has the focus; fails when it cannot be reached. */
async function press(page: Page, key: string, wanted: () => ReturnType<Page['getByRole']>): Promise<void> {
  for (let tries = 0; tries < 40; tries += 1) {
    await page.keyboard.press(key);
    if (await wanted().evaluateAll((found) => found.some((each) => each === document.activeElement))) return;
  }
  throw new Error(`${wanted()} cannot be reached by ${key}.`);
}

/** Presses a key until the list's active option has this text. */
async function moveTo(page: Page, key: string, text: RegExp): Promise<void> {
  await expect.poll(() => activeOption(page)).not.toBe('');
  for (let tries = 0; tries < 40; tries += 1) {
    if (text.test(await activeOption(page))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`No option ${text} can be reached by ${key}.`);
}

/** The text of the option that the search box says the keyboard is on. */
async function activeOption(page: Page): Promise<string> {
  const id = await page.getByRole('combobox').getAttribute('aria-activedescendant');
  if (!id) return '';
  const option = page.locator(`[id="${id}"]`);
  return (await option.count()) === 0 ? '' : option.innerText();
}
