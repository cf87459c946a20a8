import { expect, type Page, test } from '@playwright/test';
import { freePort } from '../scripts/port.mjs';
import { findPrograms, startServer } from '../scripts/postgres-server.mjs';
import { wayTo } from '../server/testing/way';
import { untilAlive } from './alive';
import { byKey } from './api-client';
import { launchLatchkey } from './launch';
import { newManager, newStripeConnection, signIn } from './steps';

const programs = findPrograms();
const atOnce = { timeout: 100 };

// A page asks again after fifteen seconds, and twice more where that failed.
async function passTime(page: Page, isSeen: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.clock.fastForward(16_000);
    await page.waitForTimeout(100);
    await isSeen();
  }).toPass({ intervals: [50], timeout: 30_000 });
}

test.skip(programs === undefined, 'no PostgreSQL is installed');

test('while the database is away the console keeps what it shows and says so once, and nothing typed is lost', async ({
  page,
  context,
}) => {
  const database = await startServer(programs ?? '');
  const port = await freePort();
  let way = wayTo(database.port);
  await way.open(port);
  const latchkey = await launchLatchkey({
    env: { DATABASE_URL: `postgresql://latchkey@127.0.0.1:${port}/postgres` },
  });
  try {
    const asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
    const { id: managerId } = await newManager(asAdmin, 'Account', latchkey.token);
    await newStripeConnection(asAdmin, { key: 'billing', name: 'Billing', managerId });
    await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
    const [list, manager, other] = [page, await context.newPage(), await context.newPage()];
    await list.clock.install();
    await list.goto(`${latchkey.origin}/connections`);
    await manager.clock.install();
    await manager.goto(`${latchkey.origin}/admin/security/secret-managers/${managerId}`);
    await other.goto(`${latchkey.origin}/connections/new/stripe`);
    for (const each of [list, manager, other]) await untilAlive(each);
    await other.getByRole('textbox', { name: 'Name', exact: true }).fill('Typed before');
    await other.getByLabel('Secret key', { exact: true }).fill('sk_live_typed');
    const banner = (of: Page) => of.getByRole('alert').filter({ hasText: 'The database is away' });

    way.close();
    await Promise.all(
      [list, manager].map((each) => passTime(each, () => expect(banner(each)).toHaveCount(1, atOnce))),
    );
    for (const each of [list, manager])
      await expect(banner(each)).toContainText('go on with what they have read before, until about');
    await expect(list.getByRole('link', { name: 'Billing' }).first()).toBeVisible();
    await expect(manager.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible();
    await other.getByRole('button', { name: 'Create connection' }).click();
    await expect(banner(other)).not.toHaveCount(0);
    await expect(other.getByText('so nothing was read or changed')).toBeVisible();
    // A page that was not there yet cannot be shown, and is as soon as it can.
    await manager.getByRole('link', { name: 'Users' }).first().click();
    await expect(manager.getByText('It appears automatically when the database is back.')).toBeVisible();

    way = wayTo(database.port);
    await way.open(port);
    await Promise.all(
      [list, manager].map((each) => passTime(each, () => expect(banner(each)).toHaveCount(0, atOnce))),
    );
    await expect(manager.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();
    await expect(other.getByText('Workloads go on')).toBeHidden();
    await expect(other.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Typed before');
    await expect(other.getByLabel('Secret key', { exact: true })).toHaveValue('sk_live_typed');
    await other.getByRole('button', { name: 'Create connection' }).click();
    await expect(other).toHaveURL(/connections\/typed-before/);
  } finally {
    await latchkey.close();
    way.close();
    database.remove();
  }
});
