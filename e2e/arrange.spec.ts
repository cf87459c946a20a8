import { expect } from '@playwright/test';
import { byKey, type Call } from './api-client';
import { newManager, newPerson, newProject, signIn } from './steps';
import { test } from './test';

let asAdmin: Call;
let projectIds: string[];

test.beforeAll(async ({ latchkey }) => {
  const { sandbox } = latchkey;
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  const [old, next] = [
    sandbox.createVault({ name: 'Payments' }).id,
    sandbox.createVault({ name: 'payments' }).id,
  ];
  for (const [vault, value] of [
    [old, 'of the old account'],
    [next, 'of the new account'],
  ] as const) {
    sandbox.createItem({
      vault,
      title: 'Stripe',
      category: 'ApiCredentials',
      fields: [{ label: 'Secret Key', type: 'Concealed', value }],
    });
  }
  sandbox.createItem({
    vault: old,
    title: 'Only here',
    category: 'ApiCredentials',
    fields: [{ label: 'Secret Key', type: 'Concealed', value: 'of the old account' }],
  });
  const before = await newManager(asAdmin, 'Old account', sandbox.mintToken({ vaults: [old] }).token);
  const after = await newManager(asAdmin, 'New account', sandbox.mintToken({ vaults: [next] }).token);
  projectIds = [await newProject(asAdmin, before, after)];
  for (const [key, item] of [
    ['arrange-one', 'Stripe'],
    ['arrange-two', 'Only here'],
  ]) {
    const reference = `op://Payments/${item}/Secret Key`;
    const fields = { secretKey: { secretManagerId: before.id, reference } };
    const { status, text } = await asAdmin('POST', '/api/v1/connections', {
      key,
      name: `Arrange ${item}`,
      app: 'stripe',
      scope: 'project',
      projectIds,
      fields,
    });
    expect(status, text).toBe(201);
  }
});

const resolve = (key: string) =>
  asAdmin<{ fields?: Record<string, string>; code?: string; reason?: string }>(
    'POST',
    `/api/v1/connections/${key}/resolve`,
  );

test('a connection is disabled, refused to workloads at once, and enabled again from the toast', async ({
  page,
  latchkey,
}) => {
  for (let reads = 0; reads < 3; reads += 1) expect((await resolve('arrange-one')).status).toBe(200);
  await signIn(page, latchkey.origin, await newPerson(asAdmin, 'builder', projectIds));
  await page.goto('/connections/arrange-one');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  const asked = page.getByRole('alertdialog');
  await expect(asked).toContainText(/Read today by .+: 3 reads/);
  await asked.getByRole('button', { name: 'Disable' }).click();
  await expect(page.getByText('This connection is disabled')).toBeVisible();
  expect(await resolve('arrange-one')).toMatchObject({
    status: 403,
    body: { code: 'forbidden', reason: 'disabled' },
  });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('This connection is disabled')).toHaveCount(0);
  expect((await resolve('arrange-one')).status).toBe(200);
});

test('a copy is made, tagged, and found by its tag', async ({ page, latchkey }) => {
  await signIn(page, latchkey.origin, await newPerson(asAdmin, 'builder', projectIds));
  await page.goto('/connections/arrange-one');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Key' })).toHaveValue(
    'arrange-stripe-copy',
  );
  await page.getByRole('button', { name: 'Duplicate' }).click();
  // What had the focus is gone: the title of the new page has it.
  await expect(page.getByRole('heading', { level: 1, name: 'Arrange Stripe copy' })).toBeFocused();
  await page.getByRole('button', { name: 'Add a tag' }).click();
  await page.getByRole('combobox', { name: 'Tag' }).fill('Copies');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Tags' })).toContainText('copies');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'copies' }).click();
  await expect(page).toHaveURL(/tag=copies/);
  await expect(page.getByRole('table', { name: 'Connections' }).getByRole('row')).toHaveCount(2);
});

test('many are re-pointed after a preview that names what stays, and bound back from the toast', async ({
  page,
  latchkey,
}) => {
  await signIn(page, latchkey.origin, await newPerson(asAdmin, 'builder', projectIds));
  await page.goto('/connections?search=arrange-');
  await page.getByRole('checkbox', { name: 'Select Arrange Stripe', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Select Arrange Only here' }).click();
  const bar = page.getByRole('region', { name: 'Selected connections' });
  await expect(bar).toContainText('2 selected');
  await bar.getByRole('button', { name: 'Re-point' }).click();
  const sheet = page.getByRole('dialog', { name: 'Re-point to another secret manager' });
  await sheet.getByRole('combobox', { name: 'To' }).click();
  await page.getByRole('option', { name: 'New account' }).click();
  await sheet.getByRole('button', { name: 'Preview' }).click();
  await expect(sheet.getByRole('status')).toContainText('1 found, 1 stay as they are');
  await expect(sheet.getByRole('listitem').filter({ hasText: 'arrange-two' })).toContainText(
    'no item of this name',
  );
  expect((await resolve('arrange-one')).body.fields).toEqual({ secretKey: 'of the old account' });
  await sheet.getByRole('button', { name: 'Re-point 1 field' }).click();
  await expect(page.getByText('1 field of 1 connection re-pointed')).toBeVisible();
  expect((await resolve('arrange-one')).body.fields).toEqual({ secretKey: 'of the new account' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('1 connection is bound as before')).toBeVisible();
  expect((await resolve('arrange-one')).body.fields).toEqual({ secretKey: 'of the old account' });
});
