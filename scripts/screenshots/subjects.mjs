// Every subject is taken on both screens in both themes, unless it says its looks.
const page = (address) => async (tab, data) => {
  await tab.goto(typeof address === 'function' ? address(data) : address);
  await settled(tab);
};

async function settled(tab) {
  await tab.getByRole('heading', { level: 1 }).first().waitFor();
  await tab.waitForLoadState('networkidle');
}

/** Before anybody is there. */
export const stranger = [{ name: 'set-up', open: page(({ link }) => link) }];

/** The first minutes of an admin. */
export const beginning = [
  { name: 'start', open: page('/') },
  { name: 'connections-empty', open: page('/connections') },
  { name: 'cache-empty', open: page('/cache') },
  { name: 'health-empty', open: page('/health') },
  { name: 'secret-managers-empty', open: page('/admin/security/secret-managers') },
  {
    name: 'connect',
    open: async (tab, { token }) => {
      await page('/admin/security/secret-managers')(tab);
      await tab.getByRole('button', { name: 'Connect 1Password' }).first().click();
      const sheet = tab.getByRole('dialog', { name: 'Connect 1Password' });
      await sheet.getByRole('textbox', { name: 'Name' }).fill('Company 1Password');
      await sheet.getByLabel('Service account token').fill(token);
      await sheet.getByRole('button', { name: 'Test', exact: true }).click();
      const found = sheet.getByRole('status').filter({ hasText: 'The token works' });
      await found.waitFor({ timeout: 60_000 });
      await found.scrollIntoViewIfNeeded();
    },
  },
];

/** Every page with data on it, and its main states. */
export const inside = [
  { name: 'sign-in', as: 'nobody', open: page('/sign-in') },
  { name: 'attention', open: page('/attention') },
  { name: 'connections', open: page('/connections') },
  { name: 'connection', open: page('/connections/warehouse') },
  {
    name: 'connection-test',
    open: async (tab) => {
      await page('/connections/warehouse')(tab);
      await tab.getByRole('button', { name: 'Test connection' }).click();
      await tab.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 30_000 });
    },
  },
  { name: 'connection-code', open: page('/connections/stripe?part=code') },
  { name: 'connection-usage', open: page('/connections/stripe?part=usage') },
  { name: 'connection-history', open: page('/connections/stripe?part=history') },
  { name: 'connection-broken', open: page('/connections/openai') },
  { name: 'findings', open: page('/findings') },
  { name: 'repoint', open: (tab) => previewRepoint(tab) },
  { name: 'new-connection', open: page('/connections/new/app') },
  { name: 'picker-items', open: (tab) => openPicker(tab) },
  { name: 'picker-fields', open: (tab) => testField(tab) },
  { name: 'picker-pasted', open: (tab) => pasteReference(tab) },
  { name: 'cache', open: page('/cache') },
  {
    name: 'cache-entry',
    open: async (tab) => {
      await page('/cache')(tab);
      await tab.getByRole('button', { name: 'Look at Staging / Slack / Bot Token' }).click();
      await tab.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'cache-timeline',
    open: async (tab) => {
      await page('/cache?search=Slack')(tab);
      await tab.getByRole('button', { name: 'Look at Staging / Slack / Bot Token' }).click();
      await tab.getByRole('link', { name: 'Open the timeline' }).click();
      await tab.getByRole('heading', { level: 1, name: /Slack/ }).waitFor();
    },
  },
  { name: 'health', open: page('/health') },
  {
    name: 'secret-managers',
    open: page('/admin/security/secret-managers'),
  },
  {
    name: 'secret-manager',
    open: page(({ companyId }) => `/admin/security/secret-managers/${companyId}`),
  },
  {
    name: 'secret-manager-refused',
    open: page(({ stagingId }) => `/admin/security/secret-managers/${stagingId}`),
  },
  {
    name: 'secret-manager-policy',
    open: async (tab, { companyId }) => {
      await page(`/admin/security/secret-managers/${companyId}`)(tab);
      await tab.getByRole('button', { name: 'Edit: Cache policy' }).click();
      await tab.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'secret-manager-remove',
    open: async (tab, { companyId }) => {
      await page(`/admin/security/secret-managers/${companyId}`)(tab);
      await tab.getByRole('main').getByRole('button', { name: 'More', exact: true }).click();
      await tab.getByRole('menuitem', { name: 'Remove', exact: true }).click();
      await tab.getByRole('alertdialog').waitFor();
    },
  },
  { name: 'api-keys', open: page('/admin/security/api-keys') },
  { name: 'destinations', open: page('/admin/security/destinations') },
  { name: 'access-report', open: page('/admin/security/access-report') },
  { name: 'connection-refused', open: page('/connections/reporting') },
  {
    name: 'access',
    open: page(
      ({ companyId }) =>
        `/admin/security/secret-managers/${companyId}/access?connection=reporting&from=connection`,
    ),
  },
  { name: 'audit', open: page('/admin/security/audit') },
  { name: 'users', open: page('/admin/people/users') },
  { name: 'account', open: page('/account') },
  { name: 'projects', open: page('/admin/people/projects') },
  { name: 'about', open: page('/admin/about') },
  {
    name: 'palette',
    open: async (tab) => {
      await page('/connections')(tab);
      await tab.keyboard.press('ControlOrMeta+K');
      await tab.keyboard.type('s');
      await tab.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'keyboard',
    open: async (tab) => {
      await page('/connections')(tab);
      await tab.keyboard.press('?');
      await tab.getByRole('dialog').waitFor();
    },
  },
  { name: 'not-found', open: page('/connections/missing') },
];

/** The picture of the README. */
export const picker = [
  {
    name: 'picker',
    looks: { sharp: ['light'] },
    open: (tab) => testField(tab),
    clip: async (tab) => {
      const box = await tab.getByRole('dialog').boundingBox();
      const bottom = Math.min(900, Math.ceil((box?.y ?? 0) + (box?.height ?? 900)) + 32);
      return { x: 225, y: Math.max(0, bottom - 694), width: 1000, height: Math.min(694, bottom) };
    },
  },
];

async function previewRepoint(tab) {
  await page('/connections')(tab);
  await tab.getByRole('checkbox', { name: 'Select Slack, staging' }).click();
  await tab.getByRole('button', { name: 'Re-point' }).click();
  const sheet = tab.getByRole('dialog', { name: 'Re-point to another secret manager' });
  await sheet.getByRole('combobox', { name: 'To' }).click();
  await tab.getByRole('option', { name: 'Company 1Password' }).click();
  await sheet.getByRole('button', { name: 'Preview' }).click();
  await sheet.getByRole('status').waitFor();
}

async function openPicker(tab) {
  await page('/connections/new/stripe')(tab);
  await tab.getByRole('textbox', { name: 'Name', exact: true }).fill('Stripe live, EU');
  await tab.getByRole('button', { name: 'Choose a secret' }).first().click();
  const dialog = tab.getByRole('dialog', { name: 'A secret for Secret key' });
  const items = dialog.getByRole('listbox', { name: 'Items' }).getByRole('option');
  await items.first().waitFor();
  // Narrow ones show one list at a time and begin with the items of all vaults.
  const places = dialog.getByRole('listbox', { name: 'Secret managers and vaults' });
  if (await places.isVisible()) await places.getByRole('option', { name: /^Production/ }).click();
  else await dialog.getByRole('combobox').fill('stripe');
  await items.first().waitFor();
  return { dialog, items };
}

async function testField(tab) {
  const { dialog, items } = await openPicker(tab);
  await items
    .filter({ hasText: /^Stripe(Production)?$/ })
    .first()
    .click();
  await dialog
    .getByRole('listbox', { name: 'Fields' })
    .getByRole('option', { name: /^Secret Key/ })
    .click();
  await dialog.getByRole('button', { name: 'Test' }).click();
  await dialog.getByRole('status').filter({ hasText: 'Found' }).waitFor({ timeout: 30_000 });
}

async function pasteReference(tab) {
  const { dialog } = await openPicker(tab);
  await dialog.getByRole('combobox').fill('op://Shared/Database/password');
  await dialog.getByText('Found in Company 1Password').waitFor({ timeout: 30_000 });
}
