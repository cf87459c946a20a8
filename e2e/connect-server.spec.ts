import { expect } from '@playwright/test';
import { byKey } from './api-client';
import { handsFor, heldMs } from './hands';
import { signIn } from './steps';
import { test } from './test';

const managers = '/admin/security/secret-managers';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

for (const [at, [name, hand]] of handsFor('a Connect server').entries()) {
  test(`a Connect server is connected, bound and resolved through, and told what is wrong, by ${name}`, async ({
    page,
    latchkey,
  }) => {
    const { connect, origin, adminEmail, adminPassword } = latchkey;
    const asAdmin = byKey(origin, latchkey.adminApiKey);
    const title = `Own server ${at}`;
    const { token, id } = connect.mintToken();
    const sheet = page.getByRole('dialog', { name: 'Connect 1Password' });
    const address = sheet.getByLabel('Address of the Connect server');

    await test.step('its kind is chosen, and an address that is not listed is refused at its field', async () => {
      await signIn(page, origin, { email: adminEmail, password: adminPassword });
      await page.goto(managers);
      await hand.press(
        page,
        page.getByRole('main').getByRole('button', { name: 'Connect 1Password' }).first(),
      );
      await hand.write(page, sheet.getByRole('textbox', { name: 'Name' }), title);
      const server = sheet.getByRole('radio', { name: 'Through a Connect server' });
      if (name === 'the mouse') await server.click();
      else {
        await hand.tick(page, sheet.getByRole('radio', { name: 'With a service account' }));
        await page.keyboard.press('ArrowDown', { delay: heldMs });
      }
      await expect(server).toBeChecked();
      await expect(sheet.getByLabel('1Password plan')).toBeHidden();
      await hand.write(page, address, 'http://127.0.0.1:9');
      await hand.paste(
        page,
        sheet.getByLabel('Access token', { exact: true }),
        `OP_CONNECT_TOKEN="${token}"`,
      );
      await expect(sheet.getByText('The text around it was left out.')).toBeVisible();
      await hand.press(page, sheet.getByRole('button', { name: 'Test', exact: true }));
      await expect(sheet.getByText('Latchkey may not send anything to http://127.0.0.1:9')).toBeVisible();
      await expect(address).toHaveAttribute('aria-invalid', 'true');
    });

    await test.step('it is tested and saved', async () => {
      await hand.write(page, address, connect.address);
      await hand.press(page, sheet.getByRole('button', { name: 'Test', exact: true }));
      await expect(sheet.getByText('The token works')).toBeVisible();
      await hand.press(page, sheet.getByRole('button', { name: 'Connect', exact: true }));
      await expect(sheet).toBeHidden();
      const row = page.getByRole('row').filter({ hasText: title });
      await expect(row).toContainText('1Password Connect');
      await expect(row).toContainText('Connected');
    });

    const manager = await test.step('what is bound through it resolves', async () => {
      const { body } = await asAdmin<{ items: { id: string; name: string }[] }>(
        'GET',
        '/api/v1/secret-managers',
      );
      const made = body.items.find((each) => each.name === title)?.id ?? '';
      const key = `own-server-${at}`;
      const fields = { key: { secretManagerId: made, reference: 'op://Production/Stripe/Secret Key' } };
      const bound = await asAdmin('POST', '/api/v1/connections', { key, name: key, app: 'custom', fields });
      expect(bound.status, bound.text).toBe(201);
      const resolved = await asAdmin('POST', `/api/v1/connections/${key}/resolve`);
      expect(resolved.status, resolved.text).toBe(200);
      return made;
    });

    await test.step('its page tells no limits, and takes another token after a refusal', async () => {
      await page.goto(`${managers}/${manager}`);
      await expect(page.getByText('None: no request limits')).toBeVisible();
      connect.revokeToken(id);
      await hand.press(page, page.getByRole('button', { name: 'Test again' }));
      await expect(page.getByRole('dialog')).toContainText('refused', { timeout: 30_000 });
      await page.keyboard.press('Escape');
      await page.reload();
      await hand.press(page, page.getByRole('button', { name: 'Replace token' }).first());
      const replace = page.getByRole('dialog', { name: 'Replace token' });
      await expect(replace.getByLabel('Address of the Connect server')).toHaveValue(connect.address);
      await hand.paste(
        page,
        replace.getByLabel('New access token', { exact: true }),
        connect.mintToken().token,
      );
      await hand.press(page, replace.getByRole('button', { name: 'Replace', exact: true }));
      await expect(replace).toBeHidden();
      await expect(page.getByText('Token replaced')).toBeVisible();
    });

    await test.step('it becomes the fallback of a service account', async () => {
      const { body } = await asAdmin<{ id: string }>('POST', '/api/v1/secret-managers', {
        name: `Service account ${at}`,
        provider: 'onepassword',
        scope: 'platform',
        config: { serviceAccountToken: latchkey.sandbox.mintToken().token },
      });
      await page.goto(`${managers}/${body.id}`);
      await hand.press(page, page.getByRole('button', { name: 'Edit: Cache policy' }));
      const policy = page.getByRole('dialog', { name: 'Cache policy' });
      await hand.press(page, policy.getByRole('combobox', { name: 'Fallback' }));
      await hand.choose(page, page.getByRole('option', { name: title }));
      await hand.press(page, policy.getByRole('button', { name: 'Save' }));
      await expect(policy).toBeHidden();
      await expect(page.getByRole('definition').filter({ hasText: title })).toBeVisible();
    });
  });
}
