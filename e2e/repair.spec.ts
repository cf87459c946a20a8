import { expect, type Page } from '@playwright/test';
import type { ManagerView } from '@/lib/managers/schema';
import { untilAlive } from './alive';
import { byKey, type Call } from './api-client';
import type { Latchkey } from './launch';
import { newManager, newPerson, newProject, signIn, withoutManagers } from './steps';
import { test } from './test';

let asAdmin: Call;
let manager: ManagerView;
let vaultId: string;
let projectIds: string[];

test.beforeAll(async ({ latchkey }) => {
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  await withoutManagers(asAdmin);
  vaultId = latchkey.sandbox.createVault({ name: 'Breakable' }).id;
  manager = await newManager(
    asAdmin,
    'To be repaired',
    latchkey.sandbox.mintToken({ vaults: [vaultId] }).token,
  );
  projectIds = [await newProject(asAdmin, manager)];
});

test('a renamed item heals, an archived one is found and repaired, a lost field is bound again in one click', async ({
  page,
  latchkey,
}) => {
  test.slow();
  const { sandbox } = latchkey;
  plant(latchkey, 'Stripe');
  plant(latchkey, 'Stripe spare');
  await connect('journey', 'Stripe');
  const builder = await newPerson(asAdmin, 'builder', projectIds);
  await signIn(page, latchkey.origin, builder);

  await test.step('renamed in 1Password: the new name shows after a scan', async () => {
    sandbox.renameItem({ ...sandbox.findItem(vaultId, 'Stripe'), title: 'Stripe live' });
    await page.goto(`/admin/security/secret-managers/${manager.id}`);
    const panel = page.getByRole('region', { name: 'References' });
    await expect(panel).toContainText('about 3 requests');
    await panel.getByRole('button', { name: 'Scan now' }).click();
    await expect(page.getByText('Scan finished')).toBeVisible();
    await expect(panel).toContainText('All where they are bound');
    await page.goto('/connections/journey');
    await expect(page.getByRole('button', { name: /^Secret key, bound to/ })).toContainText('Stripe live');
  });

  await test.step('what it is used by is told by vault and item', async () => {
    await page.goto(`/admin/security/secret-managers/${manager.id}`);
    const tree = page.getByRole('region', { name: 'Used by' });
    await tree.getByRole('button', { name: /Breakable/ }).click();
    await tree.getByRole('button', { name: /Stripe live/ }).click();
    await expect(tree.getByRole('link', { name: 'journey' })).toBeVisible();
  });

  await test.step('archived: the field says so, and the picker mends it', async () => {
    sandbox.archiveItem(sandbox.findItem(vaultId, 'Stripe live'));
    await scan();
    await page.goto('/connections?state=broken');
    await expect(page.getByRole('row').filter({ hasText: 'journey' })).toContainText('1 broken');
    await page.getByRole('link', { name: 'journey' }).click();
    await expect(page.getByText('One reference is broken')).toBeVisible();
    await expect(page.getByText('The item is in 1Password’s archive.', { exact: false })).toBeVisible();
    await page.goto('/findings');
    await page.getByRole('link', { name: 'Choose another secret for journey, Secret key' }).click();
    const picker = page.getByRole('dialog', { name: 'A secret for Secret key' });
    await picker.getByRole('combobox').fill('op://Breakable/Stripe spare/Secret Key');
    await picker.getByRole('button', { name: 'Use this field' }).click();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('One reference is broken')).toHaveCount(0);
  });

  await test.step('a field is gone: another of its type is one click away', async () => {
    await scan();
    sandbox.removeField({ ...sandbox.findItem(vaultId, 'Stripe spare'), field: 'Secret Key' });
    await scan();
    await page.goto('/connections/journey');
    await page.getByRole('button', { name: /^Use Breakable \/ Stripe spare \/ Restricted Key for/ }).click();
    await expect(page.getByText('is saved')).toBeVisible();
    await expect(page.getByText('One reference is broken')).toHaveCount(0);
    expect(await secretOf('journey')).toBe('Restricted of Stripe spare');
  });
});

test('Repair brings the field into sight, and its picker stands wholly on the screen', async ({
  page,
  latchkey,
}) => {
  plant(latchkey, 'Near');
  plant(latchkey, 'Far down');
  await connect('far-down', 'Near', { first: 'Near', second: 'Near', third: 'Far down' });
  latchkey.sandbox.archiveItem(latchkey.sandbox.findItem(vaultId, 'Far down'));
  await scan();
  await signIn(page, latchkey.origin, await newPerson(asAdmin, 'builder', projectIds));
  for (const height of [800, 600]) {
    await page.setViewportSize({ width: 1280, height });
    await page.goto('/attention');
    await page.getByRole('link', { name: 'Repair: far-down' }).click();
    const picker = page.getByRole('dialog', { name: 'A secret for Value' });
    await expect(picker).toBeInViewport({ ratio: 1 });
    await expect(picker.getByRole('button', { name: 'Test' })).toBeInViewport({ ratio: 1 });
    await expect(picker.getByRole('button', { name: 'Use this field' })).toBeInViewport({ ratio: 1 });
    // An open picker hides the page behind it from assistive technology.
    const field = page.getByRole('button', { name: /^Value, bound to.*Far down/, includeHidden: true });
    await expect(field).toBeInViewport({ ratio: 1 });
    await test.step('a link to the field alone has it in sight and focused, and opens nothing', async () => {
      await page.goto('/connections/far-down?field=third');
      const pointedAt = page.getByRole('button', { name: /^Value, bound to.*Far down/ });
      await expect(pointedAt).toBeFocused();
      await expect(pointedAt).toBeInViewport({ ratio: 1 });
      await expect(picker).toHaveCount(0);
    });
  }
});

test('support sees what is broken and since when, and is offered no repair', async ({ page, latchkey }) => {
  plant(latchkey, 'Gone soon');
  await connect('watched', 'Gone soon');
  latchkey.sandbox.archiveItem(latchkey.sandbox.findItem(vaultId, 'Gone soon'));
  await scan();
  await signIn(page, latchkey.origin, await newPerson(asAdmin, 'support', projectIds));
  await page.goto('/findings');
  const finding = page.getByRole('listitem').filter({ hasText: 'watched' });
  await expect(finding).toContainText('Archived');
  await expect(finding.getByRole('button')).toHaveCount(0);
  await expect(finding).toContainText('ask somebody with the role Admin or Builder');
  await page.goto('/connections/watched');
  await expect(page.getByText('One reference is broken')).toBeVisible();
});

test('found, looked at and repaired by the keyboard alone', async ({ page, latchkey }) => {
  const { sandbox } = latchkey;
  plant(latchkey, 'By keys');
  await connect('by-keys', 'By keys');
  sandbox.deleteItem(sandbox.findItem(vaultId, 'By keys'));
  plant(latchkey, 'By keys');
  await signIn(page, latchkey.origin, await newPerson(asAdmin, 'builder', projectIds));
  await page.goto(`/admin/security/secret-managers/${manager.id}`);
  await untilAlive(page);
  await tabTo(page, () => page.getByRole('button', { name: 'Scan now' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Scan finished')).toBeVisible();
  await page.goto(`/findings?manager=${manager.id}&kind=deleted`);
  await untilAlive(page);
  await tabTo(page, () => page.getByRole('button', { name: /^Use Breakable \/ By keys \/ Secret Key for/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('is bound again')).toBeVisible();
  await expect(page.getByText('Nothing of this kind')).toBeVisible();
  expect(await secretOf('by-keys')).toBe('Secret of By keys');
});

async function scan(): Promise<void> {
  const { status, text } = await asAdmin('POST', `/api/v1/secret-managers/${manager.id}/scan`);
  expect(status, text).toBe(200);
}

async function connect(key: string, item: string, own: Record<string, string> = {}): Promise<void> {
  const bound = Object.entries({ secretKey: item, ...own }).map(([name, title]) => [
    name,
    { secretManagerId: manager.id, reference: `op://Breakable/${title}/Secret Key` },
  ]);
  const { status, text } = await asAdmin('POST', '/api/v1/connections', {
    key,
    name: key,
    app: 'stripe',
    scope: 'project',
    projectIds,
    fields: Object.fromEntries(bound),
  });
  expect(status, text).toBe(201);
}

async function secretOf(key: string): Promise<string | undefined> {
  const { body } = await asAdmin<{ fields: Record<string, string> }>(
    'POST',
    `/api/v1/connections/${key}/resolve`,
  );
  return body.fields.secretKey;
}

function plant({ sandbox }: Latchkey, title: string): void {
  sandbox.createItem({
    vault: vaultId,
    title,
    category: 'ApiCredentials',
    fields: [
      { label: 'Secret Key', type: 'Concealed', value: `Secret of ${title}` },
      { label: 'Restricted Key', type: 'Concealed', value: `Restricted of ${title}` },
    ],
  });
}

async function tabTo(page: Page, wanted: () => ReturnType<Page['getByRole']>): Promise<void> {
  await expect(wanted()).toBeVisible();
  for (let tries = 0; tries < 80; tries += 1) {
    await page.keyboard.press('Tab');
    if (await wanted().evaluateAll((found) => found.some((each) => each === document.activeElement))) return;
  }
  throw new Error(`${wanted()} cannot be reached by Tab.`);
}
