import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { freePort } from '../scripts/port.mjs';
import { startAccount } from './account';
import { startBalancer } from './balancer';
import { buildOfCopy } from './build-of-copy';
import { openBrowser } from './feel-browser';
import { printMachine } from './machine';
import { readOptions } from './options';
import { newServerSettings, removeData, type ServerSettings, startServer } from './server-process';
import { type Cell, printTable } from './table';
import { freshDatabase } from './test-server';

// Tabs that are open while Latchkey is updated under them, and one tab before two machines that built the same source.
// See README.md.

const { isQuick, only } = readOptions();
const saves = isQuick ? 20 : 200;
const secret = 'sk_test_typed_canary';
const person = { email: 'admin@example.test', password: randomBytes(12).toString('base64url') };
const serverUrl = process.env.TEST_DATABASE_URL;
if (!serverUrl) throw new Error('TEST_DATABASE_URL names no PostgreSQL server');

printMachine();
const account = await startAccount({ vaults: 1, items: 3, fields: 2 });
const rows: Cell[][] = [];
let hasFailed = false;
try {
  if (only === undefined || only === 'update') await update();
  if (only === undefined || only === 'machines') await machines(serverUrl);
} finally {
  await account.close();
}
printTable(
  'Forms that were sent to another build than the one that they came from',
  ['what', 'forms', 'saved', 'failed'],
  rows,
);
process.exitCode = hasFailed ? 1 : 0;

/** The build of this tree, then one that knows none of its actions, on the same data and address. */
async function update(): Promise<void> {
  const after = buildOfCopy('after', {
    'scripts/setup.mjs': (text) => text.replace('latchkey server actions', 'other server actions'),
    'components/words/ui.ts': (text) => text.replace("close: 'Close'", "close: 'Shut'"),
  });
  const settings = await settingsOf(await freePort());
  const old = await startServer(settings);
  const browser = await openBrowser(`http://localhost:${settings.port}`, person);
  try {
    await browser.withPage((connection) =>
      browser.withPage((sheet) =>
        browser.withPage(async (kept) => {
          await connection.goto('/connections/new/stripe', { waitUntil: 'networkidle' });
          await connection.getByRole('textbox', { name: 'Name', exact: true }).fill('Over an update');
          await connection.getByLabel('Secret key', { exact: true }).fill(secret);
          await sheet.goto('/admin/people/users', { waitUntil: 'networkidle' });
          await sheet.getByRole('button', { name: 'Invite a user' }).click();
          await sheet.getByRole('textbox', { name: /^Name/ }).fill('Ada');
          await sheet.getByRole('textbox', { name: /^Email/ }).fill('ada@example.test');
          await kept.goto('/admin/people/projects', { waitUntil: 'networkidle' });
          await kept
            .getByRole('button', { name: /project/i })
            .first()
            .click();
          await kept.getByRole('textbox', { name: /^Name/ }).fill('Billing');
          await old.end('SIGTERM');
          const now = await startServer({ ...settings, file: after.file });
          const create = connection.getByRole('button', { name: 'Create connection' });
          const tabs = [
            await attempt('a new connection, its secret typed again', async () => {
              await create.click();
              await reloadAndKeep(connection);
              await connection.getByText('Type again: Secret key').waitFor();
              await connection.getByLabel('Secret key', { exact: true }).fill(secret);
              await create.click();
              await connection.waitForURL('**/connections/over-an-update');
            }),
            await attempt('an invitation in a sheet', () => saveAgain(sheet)),
            await attempt('a project in a dialog', () => saveAgain(kept)),
          ];
          const { items } = Object(await now.api('GET', '/connections'));
          if (items.length !== 1) hasFailed = true;
          const saved = tabs.filter(Boolean).length;
          rows.push(['open tabs after an update', tabs.length, saved, tabs.length - saved]);
          await now.end('SIGTERM');
        }),
      ),
    );
  } finally {
    await browser.close();
    await removeData(settings);
  }
}

/** Sends the form of a dialog, takes the page of the new version, and sends it as it comes back. */
async function saveAgain(page: Page): Promise<void> {
  const submit = page.getByRole('dialog').locator('button[type=submit]');
  await submit.click();
  await reloadAndKeep(page);
  await submit.click();
  await submit.waitFor({ state: 'detached' });
}

async function reloadAndKeep(page: Page): Promise<void> {
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Reload and keep what I typed' }).click();
  await loaded;
  await page.getByText('What you typed is here again').waitFor();
  await page.waitForLoadState('networkidle');
}

/** This tree's build and that of a copy elsewhere, on one database, behind what sends each request to the other one. */
async function machines(url: string): Promise<void> {
  const copy = buildOfCopy('machine');
  const own = readFileSync(join('.next', 'BUILD_ID'), 'utf8').trim();
  console.log(`builds of the two machines: ${own}, ${copy.buildId}`);
  if (own !== copy.buildId) hasFailed = true;
  const database = await freshDatabase(url);
  const port = await freePort();
  const ports = [await freePort(), await freePort()];
  const env = { DATABASE_URL: database.url, LATCHKEY_ORIGIN: `http://localhost:${port}` };
  const first = await settingsOf(ports[0], env);
  const one = await startServer(first);
  const other = await startServer({ ...first, port: ports[1] ?? 0, file: copy.file });
  const balancer = await startBalancer(ports, port);
  await one.api('POST', '/connections', { key: 'two', name: 'Two machines', app: 'custom', fields: {} });
  const browser = await openBrowser(`http://localhost:${port}`, person);
  let failed = 0;
  const before = [...balancer.actions];
  try {
    await browser.withPage(async (page) => {
      await page.goto('/connections/two', { waitUntil: 'networkidle' });
      for (let each = 0; each < saves; each += 1) {
        const isSaved = await attempt(`save ${each}`, async () => {
          await page.getByRole('textbox', { name: 'Name', exact: true }).first().fill(`Two machines ${each}`);
          const save = page.getByRole('button', { name: 'Save changes' });
          await save.click();
          await save.waitFor({ state: 'detached' });
        });
        if (!isSaved) failed += 1;
      }
    });
    const { name } = Object(await other.api('GET', '/connections/two'));
    if (name !== `Two machines ${saves - 1}`) hasFailed = true;
    console.log(`last name on the other machine: ${name}`);
  } finally {
    await browser.close();
    await balancer.close();
    await one.end('SIGTERM');
    await other.end('SIGTERM');
    await database.drop();
    await removeData(first);
  }
  const [atOne = 0, atOther = 0] = balancer.actions.map((count, at) => count - (before[at] ?? 0));
  console.log(`actions: ${atOne} at one machine, ${atOther} at the other`);
  rows.push(['two machines behind one balancer', saves, saves - failed, failed]);
}

async function attempt(name: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    hasFailed = true;
    console.log(`FAILED: ${name}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

function settingsOf(port: number | undefined, env: Record<string, string> = {}): Promise<ServerSettings> {
  return newServerSettings(account.address, {
    file: resolve('dist', 'server.mjs'),
    ...(port === undefined ? {} : { port }),
    env: {
      LATCHKEY_ROLE: 'all',
      LATCHKEY_ADMIN_EMAIL: person.email,
      LATCHKEY_ADMIN_PASSWORD: person.password,
      ...env,
    },
  });
}
