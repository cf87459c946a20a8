import { expect } from '@playwright/test';
import { byKey } from './api-client';
import { handsFor } from './hands';
import { signIn } from './steps';
import { test } from './test';

const managers = '/admin/security/secret-managers';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

for (const [at, [name, hand]] of handsFor('a token').entries()) {
  test(`a token is connected, refused and replaced, and what would break is told, by ${name}`, async ({
    page,
    latchkey,
  }) => {
    const { sandbox, origin, adminEmail, adminPassword } = latchkey;
    const asAdmin = byKey(origin, latchkey.adminApiKey);
    const title = `Admin’s ${at}`;
    const address = `/api/v1/connections/admins-${at}/resolve`;
    const first = sandbox.mintToken({ name: `first ${at}` });
    const next = sandbox.mintToken({ name: `next ${at}` });
    const row = page.getByRole('row').filter({ hasText: title });

    await test.step('connect', async () => {
      await signIn(page, origin, { email: adminEmail, password: adminPassword });
      await page.goto(managers);
      await hand.press(
        page,
        page.getByRole('main').getByRole('button', { name: 'Connect 1Password' }).first(),
      );
      const sheet = page.getByRole('dialog', { name: 'Connect 1Password' });
      await hand.write(page, sheet.getByRole('textbox', { name: 'Name' }), title);
      await hand.paste(page, sheet.getByLabel('Service account token'), first.token);
      await hand.press(page, sheet.getByRole('button', { name: 'Test', exact: true }));
      await expect(sheet.getByText('The token works')).toBeVisible({ timeout: 30_000 });
      await hand.press(page, sheet.getByRole('button', { name: 'Connect', exact: true }));
      await expect(sheet).toBeHidden({ timeout: 30_000 });
      await expect(row).toContainText('Connected');
    });

    const id = await test.step('it is in use', async () => {
      const { body } = await asAdmin<{ items: { id: string; name: string }[] }>(
        'GET',
        '/api/v1/secret-managers',
      );
      const made = body.items.find((each) => each.name === title)?.id ?? '';
      const bound = await asAdmin('POST', '/api/v1/connections', {
        key: `admins-${at}`,
        name: `Bound ${at}`,
        app: 'custom',
        scope: 'platform',
        fields: { key: { secretManagerId: made, reference: 'op://Production/Stripe/Secret Key' } },
      });
      expect(bound.status, bound.text).toBe(201);
      expect((await asAdmin('POST', address)).status).toBe(200);
      return made;
    });

    await test.step('the token is revoked in 1Password', async () => {
      sandbox.revokeToken(first.serviceAccountId);
      await asAdmin('DELETE', `/api/v1/cache?secretManagerId=${id}`);
      expect(await asAdmin('POST', address)).toMatchObject({
        status: 424,
        body: { code: 'provider_denied' },
      });
    });

    await test.step('the page says so, and what to do', async () => {
      await page.goto(managers);
      await expect(row).toContainText('Token refused');
      await hand.press(page, row.getByRole('link', { name: title }));
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      await expect(page.getByText('Token refused').first()).toBeVisible();
    });

    const more = page.getByRole('main').getByRole('button', { name: 'More', exact: true });
    await test.step('it is replaced', async () => {
      await hand.press(page, more);
      await hand.choose(page, page.getByRole('menuitem', { name: 'Replace token', exact: true }));
      const sheet = page.getByRole('dialog', { name: 'Replace token' });
      await hand.paste(page, sheet.getByLabel('New service account token'), next.token);
      await hand.press(page, sheet.getByRole('button', { name: 'Test', exact: true }));
      await expect(sheet.getByText('What it will change')).toBeVisible({ timeout: 30_000 });
      await hand.press(page, sheet.getByRole('button', { name: 'Replace', exact: true }));
      await expect(sheet).toBeHidden({ timeout: 30_000 });
      await expect(page.getByText('Token replaced')).toBeVisible();
      expect((await asAdmin('POST', address)).status).toBe(200);
      await page.reload();
      await expect(page.getByRole('main').getByText('Connected').first()).toBeVisible();
      await expect(page.getByRole('main').getByText('Token refused')).toHaveCount(0);
    });

    await test.step('removing it names who would fail', async () => {
      await hand.press(page, more);
      await hand.choose(page, page.getByRole('menuitem', { name: 'Remove', exact: true }));
      const asked = page.getByRole('alertdialog', { name: `Remove ${title}?` });
      await expect(asked).toContainText(`Bound ${at}`);
      await page.keyboard.press('Escape');
      await expect(asked).toBeHidden();
      await expect(more).toBeFocused();
    });
  });
}
