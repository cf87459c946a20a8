import { createServer, type Server } from 'node:http';
import { expect, type Page, test } from '@playwright/test';
import type { ManagerView } from '@/lib/managers/schema';
import { untilAlive } from './alive';
import { byKey, type Call } from './api-client';
import { type Latchkey, launchLatchkey } from './launch';
import { newManager, newPerson, newProject, type Person, signIn } from './steps';

const right = 'sk_live_SANDBOX_4eC39HqLyjWDarjtT1zdp7dc';
let latchkey: Latchkey;
let asAdmin: Call;
let manager: ManagerView;
let projectIds: string[];
let builder: Person;
let app: Server;
let appHost = '';
let heard: string[] = [];

test.beforeAll(async () => {
  app = createServer((request, response) => {
    heard.push(`${request.url} ${request.headers.authorization}`);
    response.writeHead(request.headers.authorization === `Bearer ${right}` ? 200 : 401).end(right);
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const address = app.address();
  appHost = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  latchkey = await launchLatchkey({ env: { LATCHKEY_EGRESS_HOSTS: appHost } });
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  const [host, port] = appHost.split(':');
  const destination = { host, port: Number(port), allowsPlain: true };
  expect((await asAdmin('POST', '/api/v1/destinations', destination)).status).toBe(201);
  manager = await newManager(asAdmin, 'Tested', latchkey.token);
  projectIds = [await newProject(asAdmin, manager)];
  builder = await newPerson(asAdmin, 'builder', projectIds);
  const stripe = { secretManagerId: manager.id, reference: 'op://Production/Stripe/Secret Key' };
  await make('works', `http://${appHost}/api`, stripe);
  await make('refused', `http://${appHost}`, { value: 'wrong' });
  await make('inside', 'http://127.0.0.1:9', stripe);
  const custom = await asAdmin('POST', '/api/v1/connections', {
    key: 'custom',
    name: 'custom',
    app: 'custom',
    scope: 'project',
    projectIds,
    fields: { a: stripe },
  });
  expect(custom.status, custom.text).toBe(201);
});
test.afterAll(async () => {
  app.close();
  await latchkey.close();
});
test.beforeEach(() => {
  heard = [];
});

async function make(key: string, baseUrl: string, token: object): Promise<void> {
  const fields = { baseUrl: { value: baseUrl }, token };
  const { status, text } = await asAdmin('POST', '/api/v1/connections', {
    key,
    name: key,
    app: 'http-bearer',
    scope: 'project',
    projectIds,
    fields,
  });
  expect(status, text).toBe(201);
}

const stepOf = (page: Page, name: string) =>
  page
    .getByRole('dialog')
    .getByRole('listitem')
    .filter({ has: page.getByText(name, { exact: true }) });

test('a builder tests a connection: it works, the password is wrong, the host is private', async ({
  page,
}) => {
  await signIn(page, latchkey.origin, builder);

  await page.goto(`${latchkey.origin}/connections/works`);
  await page.getByRole('button', { name: 'Test connection' }).click();
  const sheet = page.getByRole('dialog', { name: 'Test works' });
  await expect(sheet).toContainText(`Sends a GET with the credentials to ${appHost}.`);
  await expect(sheet.getByRole('status')).toHaveText('The connection works');
  await sheet.getByLabel('Path').fill('/me');
  await sheet.getByRole('button', { name: 'Run again' }).click();
  await expect.poll(() => heard).toHaveLength(2);
  await expect(sheet.getByRole('status')).toHaveText('The connection works');
  await expect(stepOf(page, 'Resolve the fields')).toContainText('Done');
  await expect(stepOf(page, 'Sign in')).toContainText('HTTP status 200');
  expect(heard).toEqual([`/api/ Bearer ${right}`, `/api/me Bearer ${right}`]);
  await expect(page.locator('body')).not.toContainText(right);

  await page.goto(`${latchkey.origin}/connections/refused`);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('The connection does not work');
  await expect(stepOf(page, 'Sign in')).toContainText('The app refuses these credentials.');
  await expect(stepOf(page, 'Sign in')).toContainText('Compare the secret in the secret manager');

  heard = [];
  await page.goto(`${latchkey.origin}/connections/inside`);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(stepOf(page, 'Reach the app')).toContainText('Destinations');
  await expect(stepOf(page, 'Sign in')).toContainText('Not tested');
  expect(heard).toEqual([]);

  const { body } = await asAdmin<{ items: { details: object }[] }>(
    'GET',
    '/api/v1/audit?verb=connection.tested',
  );
  expect(body.items.map(({ details }) => details)).toEqual([
    { outcome: 'host_not_listed', host: '127.0.0.1:9' },
    { outcome: 'credential_refused', host: appHost },
    { outcome: 'answered', host: appHost },
    { outcome: 'answered', host: appHost },
  ]);
  expect(latchkey.logs()).not.toContain(right);
});

test('the same by keyboard, and the focus comes back', async ({ page }) => {
  await signIn(page, latchkey.origin, builder);
  await page.goto(`${latchkey.origin}/connections/works`);
  await untilAlive(page);
  const button = page.getByRole('button', { name: 'Test connection' });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('The connection works');
  await expect(page.getByRole('button', { name: 'Run again' })).toBeFocused();
  await page.getByLabel('Path').focus();
  await page.keyboard.press('End');
  await page.keyboard.type('v1/me');
  await page.keyboard.press('Enter');
  await expect.poll(() => heard).toEqual([`/api/ Bearer ${right}`, `/api/v1/me Bearer ${right}`]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(button).toBeFocused();

  await page.goto(`${latchkey.origin}/connections/custom`);
  await untilAlive(page);
  await page.getByRole('button', { name: 'Test connection' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('What can be tested works');
  await expect(page.getByRole('button', { name: 'Run again' })).toBeFocused();
});

test('support is not offered a test, and the API refuses it', async ({ page }) => {
  await signIn(page, latchkey.origin, await newPerson(asAdmin, 'support', projectIds));
  await page.goto(`${latchkey.origin}/connections/works`);
  await expect(page.getByRole('tab', { name: 'Settings' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Test connection' })).toHaveCount(0);
  const answer = await page.request.post(`${latchkey.origin}/api/v1/connections/works/test`, {
    data: {},
    headers: { origin: latchkey.origin },
  });
  expect(answer.status()).toBe(403);
  expect(heard).toEqual([]);
});
