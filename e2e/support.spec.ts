import { expect } from '@playwright/test';
import { byKey, type Call } from './api-client';
import { handsFor } from './hands';
import { newManager, newPerson, newProject, signIn } from './steps';
import { test } from './test';

const reference = 'op://Staging/Slack/Bot Token';
const shown = 'Staging / Slack / Bot Token';
const address = '/api/v1/connections/night-run/resolve';
let asAdmin: Call;
let asWorkload: Call;
let projectIds: string[];

test.beforeAll(async ({ latchkey }) => {
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  const { id } = await newManager(asAdmin, 'Night 1Password', latchkey.token);
  projectIds = [await newProject(asAdmin, { id })];
  const made = await asAdmin('POST', '/api/v1/connections', {
    key: 'night-run',
    name: 'Night run',
    app: 'custom',
    scope: 'project',
    projectIds,
    fields: { token: { secretManagerId: id, reference } },
  });
  expect(made.status, made.text).toBe(201);
  const { body } = await asAdmin<{ key: string }>('POST', '/api/v1/api-keys', {
    name: 'night worker',
    role: 'workload',
    scope: 'project',
    projectIds,
  });
  asWorkload = byKey(latchkey.origin, body.key);
});

for (const [name, hand] of handsFor('a night run')) {
  test(`a run failed at 3 a.m.: found, understood, repaired and proven by ${name}`, async ({
    page,
    latchkey,
  }) => {
    const { sandbox, origin } = latchkey;
    const item = sandbox.findItem(sandbox.findVault('Staging'), 'Slack');
    await test.step('the run fails at night', async () => {
      expect((await asWorkload('POST', address)).status).toBe(200);
      sandbox.archiveItem(item);
      await asAdmin('POST', '/api/v1/cache/clear', { filter: { connection: 'night-run' } });
      expect(await asWorkload('POST', address)).toMatchObject({
        status: 424,
        body: { code: 'secret_not_found' },
      });
      sandbox.restoreItem(item);
      expect((await asWorkload('POST', address)).status, 'the absence is remembered').toBe(424);
      // Figures are written every few seconds, and an open page asks for them once a minute.
      const figures = async () => (await asAdmin('GET', '/api/v1/health/history?range=hour')).text;
      await expect.poll(figures, { timeout: 30_000 }).toContain('secret_not_found');
    });

    await signIn(page, origin, await newPerson(asAdmin, 'support', projectIds));
    await test.step('Health tells the cause and leads to it', async () => {
      await page.goto('/health?range=hour');
      const failures = page.getByRole('region', { name: 'What failed in the last hour' });
      await hand.press(page, failures.getByRole('link', { name: 'Secret not found' }));
      await expect(page).toHaveURL(/\/cache\?code=secret_not_found$/);
    });

    const row = page.getByRole('row').filter({ hasText: shown });
    await test.step('the row names it, and its sheet tells what happened', async () => {
      await expect(row).toContainText('Secret not found');
      await hand.press(page, row.getByRole('button', { name: `Look at ${shown}` }));
      const sheet = page.getByRole('dialog', { name: shown });
      await expect(sheet.getByText('The secret manager answered: Secret not found').first()).toBeVisible();
      await expect(sheet.getByRole('link', { name: 'Night run' })).toBeVisible();
      await hand.press(page, sheet.getByRole('link', { name: 'Open the timeline' }));
      await expect(page.getByRole('heading', { level: 1, name: shown })).toBeVisible();
      await expect(page.getByText(/^Cleared by/).first()).toBeVisible();
    });

    await test.step('refreshed, it is there again', async () => {
      await hand.press(page, page.getByRole('button', { name: 'Refresh', exact: true }));
      await expect(
        page
          .getByText('Found again, with the value of before')
          .or(page.getByText(/Read from the secret manager: nothing was cached/))
          .first(),
      ).toBeVisible();
      await expect(page.getByText(/^Refreshed by support-/).first()).toBeVisible();
      await hand.press(page, page.getByRole('button', { name: 'Test', exact: true }));
      await expect(page.getByRole('status').filter({ hasText: 'Found' })).toBeVisible();
      expect((await asWorkload('POST', address)).status).toBe(200);
    });

    await test.step('no value was ever on the page', async () => {
      const { body } = await asWorkload<{ fields: { token: string } }>('POST', address);
      expect(await page.content()).not.toContain(body.fields.token);
    });

    await test.step('many are cleared at once, after what that means', async () => {
      await page.goto('/cache');
      await hand.write(
        page,
        page
          .getByRole('searchbox')
          .or(page.getByRole('textbox', { name: 'Search references' }))
          .first(),
        'Slack',
      );
      await expect(page).toHaveURL(/search=Slack/);
      const choose = page.getByRole('checkbox', { name: `Select ${shown}` });
      await expect(choose).toHaveCount(1);
      await hand.tick(page, choose);
      await hand.press(page, page.getByRole('button', { name: 'Clear selected' }));
      const asked = page.getByRole('alertdialog', { name: 'Clear 1 entry?' });
      await expect(asked).toContainText(
        'will be read from the secret manager at its next use: about 1 request',
      );
      await hand.press(page, asked.getByRole('button', { name: 'Clear 1 entry' }));
      await expect(row).toHaveCount(0);
      expect((await asWorkload('POST', address)).status).toBe(200);
    });
  });
}

test('a double click refreshes once', async ({ page, latchkey }) => {
  expect((await asWorkload('POST', address)).status).toBe(200);
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
  const refreshes = async () => {
    const path = '/api/v1/audit?verb=cache.entries_refreshed';
    return (await asAdmin<{ items: unknown[] }>('GET', path)).body.items.length;
  };
  const before = await refreshes();
  await page.goto('/cache');
  // Of one secret manager: several are asked one after the other, each with an event of its own.
  await page
    .getByRole('checkbox', { name: /^Select (?!all)/ })
    .first()
    .check();
  // One request is not asked about.
  await page.getByRole('button', { name: 'Refresh selected' }).dblclick();
  await expect(page.getByText(/ refreshed$/).first()).toBeVisible();
  await expect.poll(refreshes).toBe(before + 1);
  // A second one would have been written by now: each writes before its answer comes.
  await page.reload();
  expect(await refreshes()).toBe(before + 1);
});
