import { expect } from '@playwright/test';
import { hurryFrames, untilAlive } from './alive';
import { byKey, type Call } from './api-client';
import { newManager, newPerson, newProject, type Person, paste, signIn, withoutManagers } from './steps';
import { test } from './test';

const secret = 'sk_live_SANDBOX_4eC39HqLyjWDarjtT1zdp7dc';
let asAdmin: Call;
let builder: Person;
let managerId = '';
let projectIds: string[];

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });
test.beforeAll(async ({ latchkey }) => {
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  await withoutManagers(asAdmin);
  managerId = (await newManager(asAdmin, 'Around', latchkey.token)).id;
  projectIds = [await newProject(asAdmin, { id: managerId })];
  builder = await newPerson(asAdmin, 'builder', projectIds);
});

async function make(key: string, name: string, fields: object): Promise<void> {
  const input = { key, name, app: 'http-bearer', scope: 'project', projectIds, fields };
  const { status, text } = await asAdmin('POST', '/api/v1/connections', input);
  expect(status, text).toBe(201);
}

const resolved = async (key: string) =>
  (await asAdmin<{ fields: Record<string, string> }>('POST', `/api/v1/connections/${key}/resolve`)).body
    .fields;

test('a pasted text with a reference inside is bound, shown without the secret, and resolved whole', async ({
  page,
  latchkey,
}) => {
  await signIn(page, latchkey.origin, builder);
  await page.goto('/connections/new/http-bearer');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Pasted text');
  await paste(
    page,
    page.getByLabel('Token', { exact: true }),
    'Bearer {{ op://Production/Stripe/Secret Key }}',
  );
  const picker = page.getByRole('dialog', { name: 'A secret for Token' });
  await expect(picker.getByText('Found in Around')).toBeVisible({ timeout: 20_000 });
  await picker.getByRole('button', { name: 'Use this field' }).click();

  await expect(page.getByRole('button', { name: /^Token, bound to/ })).toContainText('Production / Stripe');
  await expect(page.getByLabel('Text around the secret')).toHaveValue('Bearer {{secret}}');
  await expect(page.getByText('Bearer ••••')).toBeVisible();
  await page.getByRole('button', { name: 'Create connection' }).click();
  await expect(page).toHaveURL(/\/connections\/pasted-text$/, { timeout: 30_000 });
  expect(await resolved('pasted-text')).toEqual({ token: `Bearer ${secret}` });
  await page.reload();
  await expect(page.getByLabel('Text around the secret')).toHaveValue('Bearer {{secret}}');

  await page.getByLabel('Text around the secret').fill('Bearer');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Fix the text around it.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove the text' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Pasted text is saved')).toBeVisible();
  expect(await resolved('pasted-text')).toEqual({ token: secret });
  await expect(page.locator('body')).not.toContainText(secret);
});

test('by keyboard: a text is put around a bound secret and saved', async ({ page, latchkey }) => {
  const token = { secretManagerId: managerId, reference: 'op://Production/Stripe/Secret Key' };
  const fields = { token };
  await make('around-by-keys', 'By keys', fields);
  await signIn(page, latchkey.origin, builder);
  await page.goto('/connections/around-by-keys');
  // A key pressed before the page is alive opens the menu later, without the focus in it.
  await untilAlive(page);
  await hurryFrames(page);
  await page.getByRole('button', { name: 'More for Token' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Add text around it' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Text around the secret')).toBeFocused();
  await page.keyboard.type('Token ');
  await expect(page.getByLabel('Text around the secret')).toHaveValue('Token {{secret}}');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText('By keys is saved')).toBeVisible();
  expect(await resolved('around-by-keys')).toEqual({ token: `Token ${secret}` });
});

test('support learns that there is a text, and not what it says', async ({ page, latchkey }) => {
  const token = {
    secretManagerId: managerId,
    reference: 'op://Production/Stripe/Secret Key',
    text: 'hunter2-canary {{secret}}',
  };
  const fields = { token };
  await make('for-support', 'S', fields);
  await signIn(page, latchkey.origin, await newPerson(asAdmin, 'support', projectIds));
  await page.goto('/connections/for-support');
  await expect(page.getByText('inside a text')).toBeVisible();
  expect(await page.content()).not.toContain('hunter2-canary');
});
