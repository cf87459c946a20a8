import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';
import { untilAlive } from './alive';
import { byKey, type Call } from './api-client';
import { newManager, newProject, newStripeConnection, signIn } from './steps';
import { test } from './test';

interface Pressed {
  name: string;
  path: string;
  /** Opens and fills in what the button stands in. */
  prepare?: (page: Page) => Promise<unknown>;
  button: (page: Page) => Locator;
  /** The audit's word for what is done. */
  verb: string;
  /** How often that is written by one press; once unless told. */
  times?: () => Promise<number>;
}

let asAdmin: Call;
let managerId: string;

test.beforeAll(async ({ latchkey }) => {
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  const manager = await newManager(asAdmin, 'Pressed', latchkey.token);
  managerId = manager.id;
  await newProject(asAdmin, manager);
  await newStripeConnection(asAdmin, { key: 'pressed', name: 'Pressed', managerId });
});

const button = (name: string | RegExp) => (page: Page) =>
  page.getByRole('button', { name, exact: true }).last();
const inDialog = (name: string | RegExp) => (page: Page) =>
  page.getByRole('dialog').getByRole('button', { name });
const fill = (label: string | RegExp, text: string) => (page: Page) =>
  page.getByLabel(label).first().fill(text);
const openBy =
  (name: string | RegExp, ...then: ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page) => {
    await page.getByRole('button', { name }).first().click();
    for (const step of then) await step(page);
  };

const presses = (): Pressed[] => [
  {
    name: 'Create connection',
    path: '/connections/new/custom',
    prepare: async (page) => {
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Pressed twice');
      await page.getByRole('textbox', { name: 'Field name' }).fill('a');
    },
    button: button('Create connection'),
    verb: 'connection.created',
  },
  {
    name: 'Save changes of a connection',
    path: '/connections/pressed',
    prepare: (page) => page.getByRole('textbox', { name: 'Name', exact: true }).fill('Pressed again'),
    button: button('Save changes'),
    verb: 'connection.updated',
  },
  {
    name: 'Test connection',
    path: '/connections/pressed',
    button: button('Test connection'),
    verb: 'connection.tested',
  },
  {
    name: 'Test a secret manager',
    path: `/admin/security/secret-managers/${managerId}`,
    button: button(/^Test/),
    verb: 'secret_manager.tested',
  },
  {
    name: 'Scan all',
    path: '/findings',
    button: button(/^Scan all/),
    verb: 'secret_manager.scanned',
    // One for each secret manager: other files share this product.
    times: async () =>
      (await asAdmin<{ items: unknown[] }>('GET', '/api/v1/secret-managers?limit=200')).body.items.length,
  },
  {
    name: 'Create a project',
    path: '/admin/people/projects',
    prepare: openBy(/project/i, fill('Name', `Twice ${randomUUID().slice(0, 8)}`)),
    button: inDialog(/^Create|^Add/),
    verb: 'project.created',
  },
  {
    name: 'Add a destination',
    path: '/admin/security/destinations',
    prepare: openBy(/^Add a destination/, fill('Host', 'twice.example.com'), fill(/^Port/, '443')),
    button: inDialog(/^Add/),
    verb: 'destination.added',
  },
  {
    name: 'Create an API key',
    path: '/admin/security/api-keys',
    prepare: openBy(/API key/i, fill('Name', 'twice')),
    button: inDialog(/^Create|^Make/),
    verb: 'api_key.created',
  },
];

test('a double click on what asks the server asks it once', async ({ page, latchkey }) => {
  test.setTimeout(240_000);
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
  for (const { name, path, prepare, button: find, verb, times = async () => 1 } of presses()) {
    await test.step(name, async () => {
      const events = async () => {
        const { body } = await asAdmin<{ items: unknown[] }>('GET', `/api/v1/audit?verb=${verb}&limit=100`);
        return body.items.length;
      };
      const expected = (await events()) + (await times());
      await page.goto(path);
      await untilAlive(page);
      await prepare?.(page);
      await find(page).dblclick();
      await expect.poll(events, { timeout: 30_000 }).toBe(expected);
      // A second one would have been written by now: the server works through what one page asks in order.
      await page.waitForLoadState('networkidle');
      expect(await events(), name).toBe(expected);
    });
  }
});
