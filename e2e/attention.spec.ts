import { expect, type Page } from '@playwright/test';
import type { ManagerView } from '@/lib/managers/schema';
import { byKey, type Call } from './api-client';
import { newManager, newPerson, newProject, signIn } from './steps';
import { test } from './test';

let asAdmin: Call;
let manager: ManagerView;
let vaultId: string;
let serviceAccountId: string;
let projectIds: string[];

test.beforeAll(async ({ latchkey }) => {
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  vaultId = latchkey.sandbox.createVault({ name: 'Watched' }).id;
  const minted = latchkey.sandbox.mintToken({ vaults: [vaultId] });
  serviceAccountId = minted.serviceAccountId;
  manager = await newManager(asAdmin, 'Watched', minted.token);
  projectIds = [await newProject(asAdmin, manager)];
  latchkey.sandbox.createItem({
    vault: vaultId,
    title: 'Stripe',
    category: 'ApiCredentials',
    fields: [{ label: 'Secret Key', type: 'Concealed', value: 'sk' }],
  });
  await asAdmin('POST', '/api/v1/connections', {
    key: 'watched-by-all',
    name: 'Watched by all',
    app: 'stripe',
    scope: 'project',
    projectIds,
    fields: { secretKey: { secretManagerId: manager.id, reference: 'op://Watched/Stripe/Secret Key' } },
  });
});

test('an archived item shows on every page after one failed read, and on none after one that is well', async ({
  page,
  latchkey,
}) => {
  test.slow();
  const { sandbox } = latchkey;
  await signIn(page, latchkey.origin, await newPerson(asAdmin, 'builder', projectIds));
  await page.goto('/attention');
  await expect(page.getByText('Nothing needs you')).toBeVisible();

  const item = sandbox.findItem(vaultId, 'Stripe');
  sandbox.archiveItem(item);
  expect(await readAnew()).toBe(424);

  await test.step('without a reload it stands where trouble comes to, with a number beside the way there', async () => {
    const now = page.getByRole('list', { name: 'Now' });
    await expect(now.getByRole('listitem')).toContainText('Watched by all', { timeout: 30_000 });
    await expect(now).toContainText('Broken reference');
    const rail = page.getByRole('navigation', { name: 'Main' });
    await expect(rail.getByRole('link', { name: 'Needs attention' })).toContainText('1');
    await now.getByRole('link', { name: 'Repair: Watched by all' }).click();
    await expect(page.getByText('Workloads cannot get this connection')).toBeVisible();
  });
  await look(page, { isBroken: true });

  await test.step('a read that is well takes it from a page that is open', async () => {
    await page.goto('/connections/watched-by-all');
    await expect(page.getByText('Workloads cannot get this connection')).toBeVisible();
    sandbox.restoreItem(item);
    expect(await readAnew()).toBe(200);
    await expect(page.getByText('Workloads cannot get this connection')).toHaveCount(0, { timeout: 30_000 });
  });
  await look(page, { isBroken: false });
  await page.goto('/attention');
  await expect(page.getByText('Nothing needs you')).toBeVisible();
});

test('a refused token is named among connections, and its page shows who reads it', async ({
  page,
  latchkey,
}) => {
  test.slow();
  await signIn(page, latchkey.origin, await newPerson(asAdmin, 'support', projectIds));
  await readAnew();
  await page.goto('/connections/watched-by-all?part=usage');
  await expect(page.getByRole('list').filter({ hasText: 'reads' })).toBeVisible();
  await expect(page.getByText('by set-up')).toBeVisible();
  latchkey.sandbox.revokeToken(serviceAccountId);
  await readAnew();
  await page.goto('/connections?state=manager_in_trouble');
  await expect(page.getByRole('row').filter({ hasText: 'Watched by all' })).toContainText('Token refused');
  await expect(page.getByText('Watched refuses its token')).toBeVisible();
  await test.step('no page says that every reference was found while none can be checked', async () => {
    await page.goto('/findings');
    const checks = page.getByRole('list', { name: 'How far references were checked' });
    await expect(checks.getByRole('listitem').filter({ hasText: 'Watched' })).toContainText('token refused');
    await expect(page.getByText('Every bound reference was found')).toHaveCount(0);
  });
  await test.step('with nothing cached, every page says that workloads fail now', async () => {
    await page.goto('/connections?state=unserved');
    await expect(page.getByRole('row').filter({ hasText: 'Watched by all' })).toContainText('1 not cached');
    await page.goto('/connections/watched-by-all');
    await expect(page.getByText('Workloads cannot get this connection')).toBeVisible();
    await page.goto('/attention');
    const now = page.getByRole('list', { name: 'Now' }).getByRole('listitem');
    await expect(now.filter({ hasText: 'Watched by all' })).toContainText('Workloads fail');
  });
});

async function readAnew(): Promise<number> {
  await asAdmin('DELETE', `/api/v1/cache?secretManagerId=${manager.id}`);
  const { status } = await asAdmin('POST', '/api/v1/connections/watched-by-all/resolve');
  return status;
}

/** Every page that tells what is broken. */
async function look(page: Page, { isBroken }: { isBroken: boolean }): Promise<void> {
  await page.goto('/connections');
  const row = page.getByRole('row').filter({ hasText: 'Watched by all' });
  await expect(row).toBeVisible();
  await expect(row.getByText('1 broken')).toHaveCount(isBroken ? 1 : 0);
  await expect(page.getByText('One reference is broken')).toHaveCount(isBroken ? 1 : 0);
  await page.goto('/health');
  await expect(page.getByText(isBroken ? '1 broken' : 'None known to be broken').first()).toBeVisible();
  await page.goto('/findings');
  const finding = page.getByRole('listitem').filter({ hasText: 'Watched by all' });
  if (isBroken) await expect(finding).toContainText('Missing');
  else await expect(page.getByText('No broken reference is known')).toBeVisible();
}
