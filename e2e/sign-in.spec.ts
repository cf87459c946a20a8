import { expect, type Page } from '@playwright/test';
import { signIn } from './steps';
import { test } from './test';

test('sign-in returns to the page that was asked for, and to no other place', async ({ page, latchkey }) => {
  const person = { email: latchkey.adminEmail, password: latchkey.adminPassword };
  await page.goto('/cache?state=stale');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fcache%3Fstate%3Dstale$/);
  await fill(page, { ...person, password: 'a wrong password' });
  await expect(page.getByRole('alert').filter({ hasText: 'Not signed in' })).toBeVisible();
  await expect(page.getByLabel('E-mail address')).toHaveValue(person.email);
  await fill(page, person);
  await expect(page).toHaveURL(/\/cache\?state=stale$/);

  for (const elsewhere of ['//evil.example', 'https://evil.example', '/\\evil.example', '/api/v1/audit']) {
    await page.context().clearCookies();
    await page.goto(`/sign-in?next=${encodeURIComponent(elsewhere)}`);
    await fill(page, person);
    await expect(page.getByRole('button', { name: `Account: ${person.email}` })).toBeVisible();
    expect(new URL(page.url()).origin).toBe(latchkey.origin);
    expect(new URL(page.url()).pathname).not.toMatch(/evil|api/);
  }
  // Who is signed in already goes on at once.
  await page.goto('/sign-in?next=%2Fhealth');
  await expect(page).toHaveURL(/\/health$/);
  await page.context().clearCookies();
  await signIn(page, latchkey.origin, person);
});

async function fill(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
