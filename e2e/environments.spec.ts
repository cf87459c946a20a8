import { expect, type Page, test } from '@playwright/test';
import { byKey, type Call } from './api-client';
import { type Latchkey, launchLatchkey } from './launch';
import { newManager, paste, signIn } from './steps';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

let latchkey: Latchkey;
let asAdmin: Call;
/** On the wire a vault of a type of its own. */
let environment: { id: string };
let serviceAccountId: string;

test.beforeAll(async () => {
  latchkey = await launchLatchkey();
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  const { sandbox } = latchkey;
  environment = sandbox.createEnvironment({
    name: 'Staging shop',
    variables: [
      { name: 'DB_HOST', value: 'db.staging.example.test', type: 'Text' },
      { name: 'Größe 1/2', value: 'SANDBOX-environment-odd' },
      { name: 'TOKEN', value: 'SANDBOX-environment-first' },
      { name: 'TOKEN', value: 'SANDBOX-environment-second' },
      { name: '', value: 'SANDBOX-environment-nameless' },
    ],
  });
  const { id: vault } = sandbox.createVault({ name: 'Beside it' });
  sandbox.createItem({
    vault,
    title: 'Database',
    category: 'Login',
    fields: [{ label: 'password', type: 'Concealed', value: 'SANDBOX-environment-vault' }],
  });
  const minted = sandbox.mintToken({ name: 'one', vaults: [vault, environment.id] });
  serviceAccountId = minted.serviceAccountId;
  await newManager(asAdmin, 'One', minted.token);
});
test.afterAll(() => latchkey.close());

async function openForm(page: Page, name: string) {
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
  await page.goto(`${latchkey.origin}/connections/new/postgres`);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
}

async function openPicker(page: Page, label: string) {
  await page.getByRole('button', { name: `Choose a secret for ${label}` }).click();
  const picker = page.getByRole('dialog', { name: `A secret for ${label}` });
  const places = picker.getByRole('listbox', { name: 'Secret managers and vaults' });
  await expect(places.getByRole('option', { name: 'Staging shop' })).toBeVisible({ timeout: 20_000 });
  return { picker, places, search: picker.getByRole('combobox', { name: /^Search/ }) };
}

async function activeOption(page: Page): Promise<string> {
  const id = await page.getByRole('combobox').getAttribute('aria-activedescendant');
  return id ? page.locator(`[id="${id}"]`).innerText() : '';
}

test('one variable is bound by mouse, another by the keyboard alone, and both resolve', async ({ page }) => {
  await openForm(page, 'Of an environment');
  const { picker, places } = await openPicker(page, 'Password');
  // Apart from the vaults, under a heading of their own.
  await expect(places.getByRole('option')).toHaveText([/^One/, /^Beside it/, 'Environments', 'Staging shop']);
  await places.getByRole('option', { name: 'Staging shop' }).click();
  const variables = picker.getByRole('listbox', { name: 'Variables' });
  await expect(variables.getByRole('option')).toHaveText([
    /^DB_HOST.*text/,
    /^Größe 1\/2.*masked/,
    /^TOKEN.*ambiguous: 2 of this name/,
    /^no name.*cannot be bound/,
  ]);
  await expect(picker).not.toContainText('SANDBOX-environment');
  await variables.getByRole('option', { name: /^TOKEN/ }).click();
  await expect(picker.getByText('2 variables are called TOKEN')).toBeVisible();
  await expect(picker.getByRole('button', { name: 'Use this variable' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await variables.getByRole('option', { name: /^no name/ }).click();
  await expect(picker.getByText('This variable has no name')).toBeVisible();
  await variables.getByRole('option', { name: /^Größe/ }).click();
  await picker.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(picker.getByRole('status').filter({ hasText: 'Found' })).toBeVisible({ timeout: 20_000 });
  await picker.getByRole('button', { name: 'Use this variable' }).click();
  await expect(page.getByRole('button', { name: /^Password, bound to/ })).toContainText(
    'One · Environment Staging shop / Größe 1/2',
  );

  await page.getByRole('button', { name: 'Choose a secret for Host' }).focus();
  await page.keyboard.press('Enter');
  const search = page.getByRole('dialog', { name: 'A secret for Host' }).getByRole('combobox');
  await expect(search).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => activeOption(page)).toMatch(/^One/);
  for (const place of [/^Beside it/, /^Environments/, /^Staging shop/]) {
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => activeOption(page)).toMatch(place);
  }
  await page.keyboard.press('Enter');
  await page.keyboard.type('host');
  await expect.poll(() => activeOption(page)).toMatch(/^DB_HOST/);
  await page.keyboard.press('Enter');
  const host = page.getByRole('button', { name: /^Host, bound to/ });
  await expect(host).toContainText('One · Environment Staging shop / DB_HOST');
  await expect(host).toBeFocused();

  for (const label of ['Database', 'Username']) {
    await page.getByRole('textbox', { name: label, exact: true }).fill('shop');
  }
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page).toHaveURL(/\/connections\/of-an-environment$/);
  const resolved = await asAdmin<{ fields: Record<string, unknown> }>(
    'POST',
    '/api/v1/connections/of-an-environment/resolve',
  );
  expect(resolved.body.fields).toMatchObject({
    host: 'db.staging.example.test',
    password: 'SANDBOX-environment-odd',
  });
});

test('an id that was copied opens an Environment that is not listed, and the picker says where to find it', async ({
  page,
}) => {
  await openForm(page, 'By id');
  const { picker, places, search } = await openPicker(page, 'Password');
  await places.getByRole('option', { name: 'Environments', exact: true }).click();
  await expect(picker.getByRole('listbox', { name: 'Environments' }).getByRole('option')).toHaveCount(1);
  await expect(picker.getByText('Copy environment ID')).toBeVisible();
  const { id } = latchkey.sandbox.createEnvironment({
    name: 'Made later',
    variables: [{ name: 'LATER', value: 'SANDBOX-environment-later' }],
  });
  latchkey.sandbox.grantVault({ serviceAccountId, vault: id });
  await paste(page, search, id);
  await expect.poll(() => activeOption(page)).toContain(id);
  await page.keyboard.press('Enter');
  await expect(picker.getByRole('navigation', { name: 'Where you are' })).toContainText(`Environment ${id}`);
  const variables = picker.getByRole('listbox', { name: 'Variables' });
  await expect(variables.getByRole('option')).toHaveText([/^LATER/], { timeout: 20_000 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Password, bound to/ })).toContainText('/ LATER');
});

test('a reference to a variable is recognised when it is pasted, and completed when it is typed', async ({
  page,
}) => {
  await openForm(page, 'Pasted');
  const { picker, search } = await openPicker(page, 'Password');
  await paste(page, search, `op-environment://${environment.id}/DB_HOST`);
  await expect(picker.getByText('Found in One')).toBeVisible({ timeout: 20_000 });
  await search.fill('');
  await search.pressSequentially('op-environment://sta');
  const completions = picker.getByRole('listbox', { name: 'What the reference may go on with' });
  await expect(completions.getByRole('option')).toHaveText([/^Staging shop/]);
  await search.press('Tab');
  await expect(search).toHaveValue(`op-environment://${environment.id}/`);
  await expect(completions.getByRole('option')).toHaveText([/^DB_HOST/, /^Größe/]);
  await search.press('Enter');
  await expect(page.getByRole('button', { name: /^Password, bound to/ })).toContainText(
    'One · Environment Staging shop / DB_HOST',
  );
});
