import { expect, type Page } from '@playwright/test';
import { byKey } from './api-client';
import { newPerson, signIn } from './steps';
import { test } from './test';

test('sign-in returns to the page that was asked for, and to no other place', async ({ page, latchkey }) => {
  const person = { email: latchkey.adminEmail, password: latchkey.adminPassword };
  await page.goto('/cache?state=stale');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fcache%3Fstate%3Dstale$/);
  await fill(page, { ...person, password: 'a wrong password' });
  await expect(page.getByRole('alert').filter({ hasText: 'Not signed in' })).toBeVisible();
  await expect(page.getByLabel('Email address')).toHaveValue(person.email);
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

test('an admin’s link sets a new password once, and signs the person out where they were', async ({
  page,
  browser,
  latchkey,
}) => {
  const person = await newPerson(byKey(latchkey.origin, latchkey.adminApiKey), 'support');
  const theirs = await (await browser.newContext({ baseURL: latchkey.origin })).newPage();
  await signIn(theirs, latchkey.origin, person);
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
  await page.goto('/admin/people/users');
  await page
    .getByRole('row', { name: person.email })
    .getByRole('button', { name: /^More for/ })
    .click();
  await page.getByRole('menuitem', { name: 'Reset password' }).click();
  const link = await page.getByLabel('One-time link', { exact: true }).innerText();
  await page.getByRole('button', { name: 'I have copied it' }).click();

  await theirs.goto(link);
  await theirs.getByLabel('New password').fill('a password of after');
  await theirs.getByRole('button', { name: 'Set password and sign in' }).click();
  await expect(theirs.getByRole('button', { name: `Account: ${person.email}` })).toBeVisible();
  await theirs.goto(link);
  await expect(theirs.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  await theirs.context().close();
});

test('wrong passwords bring a pause that tells its length, and a browser of before gets in all the same', async ({
  page,
  browser,
  latchkey,
}) => {
  const person = await newPerson(byKey(latchkey.origin, latchkey.adminApiKey), 'support');
  await signIn(page, latchkey.origin, person);
  const elsewhere = await (await browser.newContext({ baseURL: latchkey.origin })).newPage();
  await elsewhere.goto('/sign-in');
  for (let count = 0; count < 5; count += 1) {
    const answered = elsewhere.waitForResponse(
      (response) => response.request().method() === 'POST' && response.url().endsWith('/sign-in'),
    );
    await fill(elsewhere, { ...person, password: `a wrong password ${count}` });
    await answered;
    await expect(elsewhere.getByRole('alert').filter({ hasText: 'password is not right' })).toBeVisible();
  }
  await fill(elsewhere, person);
  await expect(elsewhere.getByRole('alert').filter({ hasText: /Try again in \d+ seconds/ })).toBeVisible();
  await elsewhere.context().close();

  await page.context().clearCookies({ name: /session/ });
  await page.goto('/sign-in');
  await fill(page, person);
  await expect(page.getByRole('button', { name: `Account: ${person.email}` })).toBeVisible();
});

test('a password that is typed and sent before the page’s scripts run gets into no address, and is kept', async ({
  page,
  latchkey,
}) => {
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\.js(\?|$)/, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto('/sign-in', { waitUntil: 'commit' });
  await page.getByLabel('Email address').fill(latchkey.adminEmail);
  await page.getByLabel('Password').fill(latchkey.adminPassword);
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeDisabled();
  await page.getByLabel('Password').press('Enter');
  // As an extension, or a browser's own script, would send it.
  const sent = await page.locator('form').evaluate((form: HTMLFormElement) => form.method);
  expect(sent).toBe('post');
  release();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: `Account: ${latchkey.adminEmail}` })).toBeVisible();
  expect(addresses.length).toBeGreaterThan(5);
  const told = addresses.filter((address) =>
    [latchkey.adminEmail, latchkey.adminPassword].some((typed) =>
      address.includes(encodeURIComponent(typed)),
    ),
  );
  expect(told).toEqual([]);
});

async function fill(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
