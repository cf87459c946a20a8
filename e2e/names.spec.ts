import { expect, type Page } from '@playwright/test';
import { byKey, type Call } from './api-client';
import { newManager, newPerson, newProject, type Person, paste, signIn, withoutManagers } from './steps';
import { test } from './test';

const names = { item: 'R&D [eu]: a/b?', field: 'ключ #1 @ 50%' };
const secret = 'SANDBOX-names-Qk7';

let asAdmin: Call;
let builder: Person;

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });
test.beforeAll(async ({ latchkey }) => {
  const { sandbox } = latchkey;
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  await withoutManagers(asAdmin);
  const { id: vault } = sandbox.createVault({ name: 'Café 🔑' });
  sandbox.createItem({
    vault,
    title: names.item,
    category: 'ApiCredentials',
    fields: [{ label: names.field, type: 'Concealed', value: secret }],
  });
  const { token } = sandbox.mintToken({ name: 'names', vaults: [vault, sandbox.findVault('Production')] });
  const manager = await newManager(asAdmin, 'Names', token);
  builder = await newPerson(asAdmin, 'builder', [await newProject(asAdmin, manager)]);
});

async function pasteIntoToken(page: Page, name: string, text: string) {
  await page.goto('/connections/new/http-bearer');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await paste(page, page.getByLabel('Token', { exact: true }), text);
  return page.getByRole('dialog', { name: 'A secret for Token' });
}

async function saveAndResolve(page: Page, key: string) {
  await page.getByRole('button', { name: 'Create connection' }).click();
  await expect(page).toHaveURL(new RegExp(`/connections/${key}$`), { timeout: 30_000 });
  const { body } = await asAdmin<{ fields: object }>('POST', `/api/v1/connections/${key}/resolve`);
  return body.fields;
}

test('a pasted reference whose names have other characters is found by them and bound by one click', async ({
  page,
  latchkey,
}) => {
  await signIn(page, latchkey.origin, builder);
  const picker = await pasteIntoToken(page, 'By names', `op://Caf%C3%A9 🔑/${names.item}/${names.field}`);
  await expect(picker.getByText('Found in Names')).toBeVisible({ timeout: 20_000 });
  await picker.getByRole('button', { name: 'Use this field' }).click();
  const bound = page.getByRole('button', { name: /^Token, bound to/ });
  await expect(bound).toContainText(`Café 🔑 / ${names.item} / ${names.field}`);
  expect(await saveAndResolve(page, 'by-names')).toEqual({ token: secret });
});

test('a slip in a pasted reference is told with what may have been meant, one click away', async ({
  page,
  latchkey,
}) => {
  await signIn(page, latchkey.origin, builder);
  const picker = await pasteIntoToken(page, 'By slip', 'op://Production/Strpe/Secret key');
  await expect(picker.getByText('Did you mean')).toBeVisible({ timeout: 20_000 });
  await picker.getByRole('button', { name: 'Production / Stripe / Secret Key' }).click();
  expect(await saveAndResolve(page, 'by-slip')).toEqual({
    token: 'sk_live_SANDBOX_4eC39HqLyjWDarjtT1zdp7dc',
  });
});

test('the API takes such names as a path, and says so where they are sent as a reference', async () => {
  const { body } = await asAdmin<{ items: { id: string; name: string }[] }>('GET', '/api/v1/secret-managers');
  const secretManagerId = body.items.find(({ name }) => name === 'Names')?.id;
  const path = ['Café 🔑', names.item, names.field];
  const found = await asAdmin('POST', '/api/v1/references/check', { secretManagerId, path });
  expect(found.body).toMatchObject({ ok: true, titles: { item: names.item } });
  const reference = `op://${path.join('/')}`;
  const refused = await asAdmin('POST', '/api/v1/references/check', { secretManagerId, reference });
  expect(refused.body).toMatchObject({ ok: false, code: 'reference_invalid' });
  expect(JSON.stringify(refused.body)).toContain('path: [');
  const slip = await asAdmin('POST', '/api/v1/connections', {
    key: 'slip',
    name: 'Slip',
    app: 'custom',
    fields: { a: { secretManagerId, reference: 'op://Production/Stripe/Secret Kye' } },
  });
  expect([slip.status, slip.body]).toMatchObject([
    424,
    { code: 'secret_not_found', didYouMean: ['op://Production/Stripe/Secret Key'] },
  ]);
});
