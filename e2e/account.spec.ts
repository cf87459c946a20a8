import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';
import { openStore } from '@/lib/platform/embedded-store';
import { byKey } from './api-client';
import { handsFor, heldMs } from './hands';
import type { Latchkey } from './launch';
import { newManager, signIn } from './steps';
import { test } from './test';

const first = 'the first password of hers';
const second = 'the second password of hers';
const users = '/admin/people/users';

for (const [name, hand] of handsFor('an invitation')) {
  test(`a person is invited, chooses a password, changes it and signs another browser out, by ${name}`, async ({
    page,
    browser,
    latchkey,
  }) => {
    const { origin } = latchkey;
    const email = `grace-${randomUUID().slice(0, 8)}@example.test`;
    const row = page.getByRole('row').filter({ hasText: email });
    const asked: string[] = [];
    const hers = await newPage(browser, latchkey);
    hers.on('request', (request) => asked.push(request.url(), request.headers().referer ?? ''));

    const link = await test.step('an admin invites her', async () => {
      await signIn(page, origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
      await page.goto(users);
      await hand.press(page, page.getByRole('main').getByRole('button', { name: 'Invite a user' }));
      const sheet = page.getByRole('dialog', { name: 'Invite a user' });
      await expect(sheet.getByLabel('Password')).toHaveCount(0);
      await hand.write(page, sheet.getByLabel('Name'), 'Grace Hopper');
      await hand.write(page, sheet.getByLabel('Email address'), email);
      await hand.press(page, sheet.getByRole('button', { name: 'Create invitation' }));
      const shown = page.getByRole('dialog', { name: 'Invitation link' });
      const made = await shown.getByLabel('One-time link', { exact: true }).innerText();
      await hand.press(page, shown.getByRole('button', { name: 'I have copied it' }));
      await expect(row).toContainText('Invited');
      await expect(row).toContainText(/link expires in [67] d/);
      return made;
    });

    await test.step('she follows the link and chooses a password', async () => {
      await hers.goto(link);
      await expect(hers.getByRole('heading', { name: 'Welcome, Grace Hopper' })).toBeVisible();
      await hand.write(hers, hers.getByLabel('Your password'), 'password1234');
      await hand.press(hers, hers.getByRole('button', { name: 'Set password and sign in' }));
      await expect(hers.getByText(/list of leaked passwords/)).toBeVisible();
      await hand.write(hers, hers.getByLabel('Your password'), first);
      await hand.press(hers, hers.getByRole('button', { name: 'Set password and sign in' }));
      await expect(account(hers, email)).toBeVisible();
      const token = new URL(link).hash.slice(1);
      expect(token).toMatch(/^[\w-]{43}$/);
      expect(asked.filter((address) => address.includes(token))).toEqual([]);
      expect(latchkey.logs()).not.toContain(token);
    });

    const elsewhere = await newPage(browser, latchkey);
    await test.step('the link is spent', async () => {
      await elsewhere.goto(link);
      await expect(elsewhere.getByRole('heading', { name: 'This invitation does not work' })).toBeVisible();
      await page.goto(users);
      await expect(row).toContainText('Active');
    });

    await test.step('she changes the password, which signs her other browser out', async () => {
      await signIn(elsewhere, origin, { email, password: first });
      await hand.press(hers, account(hers, email));
      await hand.choose(hers, hers.getByRole('menuitem', { name: 'Account' }));
      await expect(hers.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible();
      await hand.write(hers, hers.getByLabel('Current password'), 'not the password');
      await hand.write(hers, hers.getByLabel('New password'), second);
      await hand.press(hers, hers.getByRole('button', { name: 'Change password' }));
      await expect(hers.getByText('This is not your current password.')).toBeVisible();
      await hand.write(hers, hers.getByLabel('Current password'), first);
      await hand.press(hers, hers.getByRole('button', { name: 'Change password' }));
      await expect(hers.getByText('Your password is changed')).toBeVisible();
      await elsewhere.goto('/account');
      await expect(elsewhere).toHaveURL(/\/sign-in/);
    });

    await test.step('she sees two browsers and signs the other one out', async () => {
      await signIn(elsewhere, origin, { email, password: second });
      await hers.goto('/account');
      const list = hers.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem');
      await expect(list).toHaveCount(2);
      await expect(list.first()).toContainText('This browser');
      await expect(list.first()).toContainText(/Chrome on/);
      await expect(list.last()).toContainText('127.0.0.1');
      await hand.press(hers, list.last().getByRole('button', { name: /^Sign out/ }));
      await expect(list).toHaveCount(1);
      await elsewhere.goto('/account');
      await expect(elsewhere).toHaveURL(/\/sign-in/);
    });
    await hers.context().close();
    await elsewhere.context().close();
  });
}

for (const [name, hand] of handsFor('a password once more')) {
  test(`what is delicate asks for the password once more and then goes on, by ${name}`, async ({
    page,
    latchkey,
  }) => {
    const { origin, adminEmail, adminPassword } = latchkey;
    await signIn(page, origin, { email: adminEmail, password: adminPassword });
    await latchkey.restart(() => letSessionsAge(latchkey));
    await page.goto('/admin/security/api-keys');
    await hand.press(page, page.getByRole('main').getByRole('button', { name: 'Create API key' }).first());
    const sheet = page.getByRole('dialog', { name: 'Create API key' });
    await hand.write(page, sheet.getByRole('textbox', { name: 'Name' }), `delicate ${name.split(' ')[1]}`);
    // The choices of a group are one stop of the Tab key.
    await hand.tick(page, sheet.getByRole('radio', { name: /^Workload/ }));
    await page.keyboard.press('ArrowDown', { delay: heldMs });
    await page.keyboard.press('Space');
    await expect(sheet.getByRole('radio', { name: /^Admin/ })).toBeChecked();
    await hand.press(page, sheet.getByRole('button', { name: 'Create API key' }));

    const dialog = page.getByRole('dialog', { name: 'Your password, once more' });
    await hand.write(page, dialog.getByLabel('Password'), 'not the password');
    await hand.press(page, dialog.getByRole('button', { name: 'Continue' }));
    await expect(dialog.getByText('This is not your current password.')).toBeVisible();
    await hand.write(page, dialog.getByLabel('Password'), adminPassword);
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('dialog', { name: /New API key/ })).toBeVisible();
  });
}

test('cancelling the question for the password leaves everything as it was', async ({ page, latchkey }) => {
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
  await latchkey.restart(() => letSessionsAge(latchkey));
  await page.goto(users);
  await page.getByRole('main').getByRole('button', { name: 'Invite a user' }).click();
  const sheet = page.getByRole('dialog', { name: 'Invite a user' });
  await sheet.getByLabel('Name').fill('Nobody yet');
  await sheet.getByLabel('Email address').fill('nobody-yet@example.test');
  await sheet.getByRole('button', { name: 'Create invitation' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your password, once more' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await expect(sheet.getByText(/needs your password once more/)).toBeVisible();
  await expect(sheet.getByLabel('Name')).toHaveValue('Nobody yet');
  await page.goto(users);
  await expect(page.getByRole('row').filter({ hasText: 'nobody-yet@example.test' })).toHaveCount(0);
});

test('what the repeated action meets is told as if no password had been asked for', async ({
  page,
  latchkey,
}) => {
  const { origin, sandbox } = latchkey;
  const vaults = [sandbox.createVault({ name: 'Delicate' }).id];
  const asAdmin = byKey(origin, latchkey.adminApiKey);
  const manager = await newManager(asAdmin, 'Delicate', sandbox.mintToken({ vaults }).token);
  const revoked = sandbox.mintToken({ vaults });
  sandbox.revokeToken(revoked.serviceAccountId);
  await signIn(page, origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
  await latchkey.restart(() => letSessionsAge(latchkey));
  await page.goto(`/admin/security/secret-managers/${manager.id}`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Replace token' }).click();
  const sheet = page.getByRole('dialog', { name: 'Replace token' });
  await sheet.getByLabel('New service account token').fill(revoked.token);
  await sheet.getByRole('button', { name: 'Replace' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your password, once more' });
  await dialog.getByLabel('Password').fill(latchkey.adminPassword);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog).toBeHidden();
  await expect(sheet.getByText(/1Password refused this token/)).toBeVisible();
});

function account(page: Page, email: string) {
  return page.getByRole('button', { name: `Account: ${email}` });
}

async function newPage(browser: Browser, { origin }: Latchkey): Promise<Page> {
  return (await browser.newContext({ baseURL: origin })).newPage();
}

/** Passwords that were given just now become an hour old. */
async function letSessionsAge({ dataDir }: Latchkey): Promise<void> {
  const store = await openStore(join(dataDir, 'pg'));
  await store.exec(`UPDATE session SET authenticated_at = authenticated_at - interval '1 hour'`);
  await store.close();
}
