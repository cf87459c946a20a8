import { expect, type Page, test } from '@playwright/test';
import { languageCookie } from '@/lib/kernel/language';
import { byKey, type Call } from './api-client';
import { axeFaults, overflowFaults } from './axe';
import { type Latchkey, launchLatchkey } from './launch';
import { newManager, signIn } from './steps';

let latchkey: Latchkey;
let asAdmin: Call;

test.beforeAll(async () => {
  latchkey = await launchLatchkey();
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  const { sandbox } = latchkey;
  const environment = sandbox.createEnvironment({
    name: 'Staging shop',
    variables: [
      { name: 'DB_HOST', value: 'SANDBOX-whole-host', type: 'Text' },
      { name: 'DB_PASSWORD', value: 'SANDBOX-whole-password' },
      { name: 'TOKEN', value: 'SANDBOX-whole-token' },
    ],
  });
  const { id: vault } = sandbox.createVault({ name: 'Beside it' });
  await newManager(asAdmin, 'One', sandbox.mintToken({ vaults: [vault, environment.id] }).token);
});
test.afterAll(() => latchkey.close());
test.beforeEach(({ page }) =>
  signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword }),
);

const resolved = async (key: string) =>
  (await asAdmin<{ fields: Record<string, string> }>('POST', `/api/v1/connections/${key}/resolve`)).body
    .fields;
const variables = (page: Page) => page.getByRole('list', { name: /variables$/ });

test('a connection is made of a whole Environment by mouse, shown as one row, narrowed and taken away', async ({
  page,
}) => {
  await page.goto(`${latchkey.origin}/connections/new/app`);
  await page.getByRole('link', { name: /From a 1Password Environment/ }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Shop');
  await page.getByRole('combobox', { name: 'Environment', exact: true }).click();
  await page.getByRole('option', { name: 'Staging shop' }).click();
  await expect(variables(page).getByRole('listitem')).toHaveText([
    /^DB_HOST.*text/,
    /^DB_PASSWORD.*masked/,
    /^TOKEN.*masked/,
  ]);
  await page.getByRole('textbox', { name: /^Prefix/ }).fill('SHOP_');
  await page.getByRole('button', { name: 'Add a field' }).click();
  await page.getByRole('textbox', { name: 'Field name' }).fill('SHOP_TOKEN');
  await page.getByRole('textbox', { name: 'Value', exact: true }).fill('own');
  await expect(page.getByText('Your own field SHOP_TOKEN takes the place of the variable.')).toBeVisible();
  await expect(page.getByText('A variable of the Environment has this name, too.')).toBeVisible();
  await page.getByRole('button', { name: 'Create connection' }).click();
  await expect(page).toHaveURL(/\/connections\/shop$/);
  await expect(page.getByText('One · Environment Staging shop')).toBeVisible();
  await expect(variables(page).getByRole('listitem')).toHaveText([
    'SHOP_DB_HOST',
    'SHOP_DB_PASSWORD',
    'SHOP_TOKEN',
  ]);
  await expect(page.locator('main')).not.toContainText('SANDBOX-whole');
  expect(await resolved('shop')).toEqual({
    SHOP_DB_HOST: 'SANDBOX-whole-host',
    SHOP_DB_PASSWORD: 'SANDBOX-whole-password',
    SHOP_TOKEN: 'own',
  });

  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Only some of the variables' }).click();
  await page.getByRole('checkbox', { name: 'SHOP_DB_PASSWORD' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Shop is saved')).toBeVisible();
  expect(await resolved('shop')).toEqual({ SHOP_DB_HOST: 'SANDBOX-whole-host', SHOP_TOKEN: 'own' });

  await expect(page.getByText('One · Environment Staging shop')).toBeVisible();
  await page.getByRole('button', { name: 'Take it away' }).click();
  await expect(page.getByText('Taken away when you save.')).toBeVisible();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect.poll(() => resolved('shop')).toEqual({ SHOP_TOKEN: 'own' });
});

test('the same by the keyboard alone', async ({ page }) => {
  await page.goto(`${latchkey.origin}/connections/new/app`);
  await expect(page.getByRole('textbox', { name: 'Search apps' })).toBeFocused();
  await page.keyboard.type('environment');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  await page.keyboard.type('By keyboard');
  const choose = page.getByRole('combobox', { name: 'Environment', exact: true });
  await expect(choose).toBeEnabled();
  while (!(await choose.evaluate((element) => element === document.activeElement))) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: 'Staging shop' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(variables(page).getByRole('listitem')).toHaveCount(3);
  const some = page.getByRole('checkbox', { name: 'Only some of the variables' });
  while (!(await some.evaluate((element) => element === document.activeElement))) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('checkbox', { name: 'DB_HOST' })).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page).toHaveURL(/\/connections\/by-keyboard$/);
  expect(Object.keys(await resolved('by-keyboard')).sort()).toEqual(['DB_PASSWORD', 'TOKEN']);
});

test('an Environment that is not chosen is told at its place, and one that is gone where it is shown', async ({
  page,
}) => {
  await page.goto(`${latchkey.origin}/connections/new/custom?from=environment`);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Nothing');
  await page.getByRole('button', { name: 'Create connection' }).click();
  await expect(page.getByText('Choose an Environment, or enter its ID.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Environment', exact: true }).click();
  await page.getByRole('option', { name: 'Another one, by its ID' }).click();
  await expect(page.getByText(/Copy environment ID/)).toBeVisible();
  await page.getByRole('textbox', { name: 'ID of the Environment' }).fill('a'.repeat(26));
  await expect(page.getByText(/There is no Environment of this id/i)).toBeVisible();
});

test('its form and its page are accessible in both themes, and fit a telephone in both languages', async ({
  page,
}) => {
  const managers = await asAdmin<{ items: { id: string }[] }>('GET', '/api/v1/secret-managers');
  const environments = await asAdmin<{ items: { id: string }[] }>(
    'GET',
    `/api/v1/secret-managers/${managers.body.items[0]?.id}/environments`,
  );
  const made = await asAdmin('POST', '/api/v1/connections', {
    key: 'wide',
    name: 'Wide',
    app: 'custom',
    scope: 'platform',
    fields: { DB_HOST: { value: 'own' } },
    environment: {
      secretManagerId: managers.body.items[0]?.id,
      environmentId: environments.body.items[0]?.id,
    },
  });
  expect(made.status, made.text).toBe(201);
  const faults: string[] = [];
  for (const language of ['en', 'de']) {
    await page.context().addCookies([{ name: languageCookie, value: language, url: latchkey.origin }]);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${latchkey.origin}/connections/wide`);
      await expect(page.getByText('One · Environment Staging shop')).toBeVisible();
      const place = `${language}, ${width} pixels`;
      faults.push(...(await axeFaults(page, `the row, ${place}`)));
      faults.push(...(await overflowFaults(page, `the row, ${place}`)));
      await page.getByRole('button', { name: language === 'de' ? 'Ändern' : 'Change', exact: true }).click();
      await expect(page.getByRole('list', { name: /^3 Variable/i }).getByRole('listitem')).toHaveCount(3);
      await page.getByRole('checkbox').first().click();
      faults.push(...(await axeFaults(page, `the form, ${place}`)));
      faults.push(...(await overflowFaults(page, `the form, ${place}`)));
    }
  }
  expect(faults).toEqual([]);
});
