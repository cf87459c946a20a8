import { expect, type Page, test } from '@playwright/test';
import { byKey, type Call } from './api-client';
import { type Latchkey, launchLatchkey } from './launch';
import { newManager, newPerson, newProject, type Person, signIn } from './steps';

let latchkey: Latchkey;
let asAdmin: Call;
let builder: Person;

test.beforeAll(async () => {
  latchkey = await launchLatchkey();
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  const manager = await newManager(asAdmin, 'Company', latchkey.token);
  const { sandbox } = latchkey;
  const { id: vault } = sandbox.createVault({ name: 'Side' });
  const { token } = sandbox.mintToken({ name: 'side', vaults: [vault] });
  sandbox.createItem({
    vault,
    title: 'Webhook relay',
    category: 'ApiCredentials',
    fields: [{ label: 'token', type: 'Concealed', value: 'SANDBOX-side-1' }],
  });
  const side = await newManager(asAdmin, 'Side', token);
  const project = await newProject(asAdmin, manager);
  await asAdmin('PUT', `/api/v1/secret-managers/${side.id}/access`, { projects: [] });
  builder = await newPerson(asAdmin, 'builder', [project]);
});
test.afterAll(() => latchkey.close());

async function openPicker(page: Page, app = 'stripe', label = 'Secret key') {
  await page.goto(`${latchkey.origin}/connections/new/${app}`);
  await page.getByRole('button', { name: `Choose a secret for ${label}` }).click();
  const picker = page.getByRole('dialog', { name: `A secret for ${label}` });
  await expect(picker.getByRole('listbox', { name: 'Items' }).getByRole('option').first()).toBeVisible();
  return { picker, search: picker.getByRole('combobox', { name: /^Search/ }) };
}

const asPlatformAdmin = (page: Page) =>
  signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });

test('one search finds items and fields in all secret managers, asks for more on demand, and binds what it found', async ({
  page,
}) => {
  await asPlatformAdmin(page);
  const { picker, search } = await openPicker(page);
  await search.fill('webhook');
  const items = picker.getByRole('listbox', { name: 'Items' });
  const more = items.getByRole('option', { name: /^Search .*more/ });
  await expect(more).toBeVisible();
  const asked = latchkey.sandbox.requests().length;
  await search.fill('webhook s');
  await expect(more).toBeVisible();
  expect(latchkey.sandbox.requests().slice(asked)).toEqual([]);

  await search.fill('webhook');
  await more.click();
  const field = items.getByRole('option', { name: 'Webhook Secret Production / Stripe', exact: true });
  await expect(field).toBeVisible({ timeout: 20_000 });
  await expect(items.getByRole('option', { name: /^Webhook relay/ })).toContainText('Side');
  await expect(more).toBeHidden();
  const after = latchkey.sandbox.requests().length;
  await search.fill('webhook secret');
  await expect(field).toBeVisible();
  expect(latchkey.sandbox.requests().slice(after)).toEqual([]);

  await field.click();
  await expect(picker.getByText('op://Production/Stripe/Webhook Secret')).toBeVisible();
  await search.press('Enter');
  await expect(page.getByRole('button', { name: /^Secret key, bound to/ })).toContainText(
    'Production / Stripe / Webhook Secret',
  );
});

test('an item of another secret manager is opened from the search', async ({ page }) => {
  await asPlatformAdmin(page);
  const { picker, search } = await openPicker(page);
  await search.fill('relay');
  await picker.getByRole('option', { name: /^Webhook relay/ }).click();
  await expect(picker.getByRole('listbox', { name: 'Fields' }).getByRole('option')).toHaveText(/^token/);
  await expect(picker.getByRole('navigation', { name: 'Where you are' })).toContainText('Side');
});

test('a builder finds nothing of what their projects may not use', async ({ page }) => {
  await signIn(page, latchkey.origin, builder);
  const { picker, search } = await openPicker(page);
  await search.fill('webhook');
  await expect(picker.getByRole('option', { name: /^Webhook Secret/ }).first()).toBeVisible();
  await expect(picker.getByRole('option', { name: /relay/ })).toHaveCount(0);
});

test('a reference is completed by the keyboard: vault, item, field', async ({ page }) => {
  await asPlatformAdmin(page);
  const { picker, search } = await openPicker(page);
  await search.pressSequentially('op://Prod');
  const completions = picker.getByRole('listbox', { name: 'What the reference may go on with' });
  await expect(completions.getByRole('option')).toHaveText([/^Production/]);
  await search.press('Tab');
  await expect(search).toHaveValue('op://Production/');
  await search.pressSequentially('stri');
  await expect(completions.getByRole('option').first()).toHaveText(/^Stripe/);
  await search.press('Enter');
  await expect(search).toHaveValue('op://Production/Stripe/');
  const fields = completions.getByRole('option');
  await expect(fields.filter({ hasText: 'Secret Key' })).toBeVisible({ timeout: 20_000 });
  expect(await fields.count()).toBeGreaterThan(2);
  const asked = latchkey.sandbox.requests().length;
  await search.pressSequentially('se');
  await expect(fields.first()).toHaveText(/^Secret Key/);
  await search.press('ArrowDown');
  await expect(fields.nth(1)).toHaveId((await search.getAttribute('aria-activedescendant')) ?? '');
  await search.press('ArrowUp');
  expect(latchkey.sandbox.requests().slice(asked)).toEqual([]);
  await search.press('Enter');
  await expect(page.getByRole('button', { name: /^Secret key, bound to/ })).toContainText(
    'Production / Stripe / Secret Key',
  );
});

test('what was typed to find a vault is gone once the vault is open', async ({ page }) => {
  await asPlatformAdmin(page);
  const { picker, search } = await openPicker(page);
  await search.fill('stag');
  await picker
    .getByRole('listbox', { name: 'Secret managers and vaults' })
    .getByRole('option', { name: /^Staging/ })
    .click();
  await expect(search).toHaveValue('');
  await page.keyboard.type('strip');
  await expect(search).toHaveValue('strip');
  await expect(picker.getByRole('listbox', { name: 'Items' }).getByRole('option').first()).toHaveText(
    /^Stripe/,
  );
});

test('with many secret managers the list of them is filtered, by the keyboard too', async ({ page }) => {
  for (let at = 1; at <= 8; at += 1) {
    const { token } = latchkey.sandbox.mintToken({
      name: `team-${at}`,
      vaults: [latchkey.sandbox.createVault({ name: `Vault of team ${at}` }).id],
    });
    await newManager(asAdmin, `Team ${at}`, token);
  }
  await asPlatformAdmin(page);
  const { picker, search } = await openPicker(page);
  const filter = picker.getByRole('combobox', { name: 'Filter secret managers' });
  await filter.click();
  await page.keyboard.type('team 7');
  const places = picker.getByRole('listbox', { name: 'Secret managers and vaults' });
  await expect(places.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(search).toBeFocused();
  await expect(filter).toHaveValue('');
  await expect(picker.getByRole('navigation', { name: 'Where you are' })).toContainText('Team 7');
});
