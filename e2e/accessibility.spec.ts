import { expect, type Page, test } from '@playwright/test';
import { testScreen } from './accessible-screen';

// What is wrong is told in words, and half a megabyte of axe would be in it for each page.
test.use({ trace: 'off' });
const looked = testScreen('wide');

test('the picker says what it is, what is chosen in it, and keeps the focus in order', async () => {
  const { page } = looked();
  await page.goto('/connections/new/stripe');
  const key = page.getByRole('button', { name: 'Choose a secret' }).first();
  await key.click();
  const picker = page.getByRole('dialog', { name: 'A secret for Secret key' });
  const search = picker.getByRole('combobox', { name: /^Search items/ });
  await expect(search).toBeFocused();
  await expect(picker.getByRole('listbox', { name: 'Secret managers and vaults' })).toBeVisible();
  const items = picker.getByRole('listbox', { name: 'Items' });
  await expect(items.getByRole('option').first()).toBeVisible();
  await search.fill('stripe');
  const active = async () => {
    const id = await search.getAttribute('aria-activedescendant');
    return id ? page.locator(`[id="${id}"]`).getAttribute('aria-selected') : null;
  };
  await expect.poll(active).not.toBeNull();
  await expect(items.getByRole('option').first()).toHaveAttribute('aria-setsize', /\d+/);

  await page.keyboard.press('Enter');
  await expect(picker.getByRole('combobox', { name: /^Search fields/ })).toBeFocused();
  await expect(picker.getByRole('listbox', { name: 'Fields' })).toBeVisible();
  const order: string[] = [];
  for (let steps = 0; steps < 9; steps += 1) {
    await page.keyboard.press('Tab');
    order.push(await focusedName(page));
  }
  const expected = ['Close', 'Back', 'Company', 'Ask the secret manager again', 'Test', 'Use this field'];
  const places = expected.map((name) => order.indexOf(name));
  expect(places, order.join(' → ')).toEqual(places.toSorted((one, other) => one - other));
  expect(places, order.join(' → ')).not.toContain(-1);
  // The way round leads back to the search, never out of the picker.
  expect(
    order.some((name) => name.startsWith('Search fields')),
    order.join(' → '),
  ).toBe(true);

  // The first may be for the name of the button that has the focus, which comes and goes in its own time.
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(picker).toBeHidden({ timeout: 1_000 });
  }).toPass();
  await expect(key).toBeFocused();
});

test('nothing moves for those who asked for that', async () => {
  const { page } = looked();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/admin/security/secret-managers');
  await page.getByRole('button', { name: 'Connect 1Password' }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  const longestMs = await page.evaluate(() =>
    Math.max(
      0,
      ...[...document.querySelectorAll('*')].flatMap((element) => {
        const { animationDuration, transitionDuration } = getComputedStyle(element);
        return [...animationDuration.split(','), ...transitionDuration.split(',')].map(
          (text) => Number.parseFloat(text) * (text.trim().endsWith('ms') ? 1 : 1000),
        );
      }),
    ),
  );
  expect(longestMs).toBeLessThan(1);
});

/** The accessible name, as far as our own controls make it, of what has the focus. */
function focusedName(on: Page): Promise<string> {
  return on.evaluate(() => {
    const focused = document.activeElement;
    return focused?.getAttribute('aria-label') ?? focused?.textContent?.trim() ?? '';
  });
}
