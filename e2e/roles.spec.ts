import { expect, type Page } from '@playwright/test';
import { apiClient, byKey, type Call } from './api-client';
import { newManager, newPerson, newProject, type Person, signIn } from './steps';
import { test } from './test';

type Role = 'builder' | 'support';

const everywhere = [
  'Needs attention',
  'Connections',
  'Cache',
  'Health',
  'Secret Managers',
  'API keys',
  'Destinations',
  'Audit',
  'Users',
  'Projects',
  'About',
];
// Who may read a list may open its page by address, without a way to change it.
const readable = ['Projects', 'Destinations'];
const seen: Record<Role, string[]> = {
  builder: ['Needs attention', 'Connections', 'Cache', 'Health', 'Secret Managers'],
  support: ['Needs attention', 'Connections', 'Cache', 'Health', 'Secret Managers', 'Audit', 'About'],
};
const addresses: Record<string, string> = {
  'Secret Managers': '/admin/security/secret-managers',
  'API keys': '/admin/security/api-keys',
  Destinations: '/admin/security/destinations',
  Audit: '/admin/security/audit',
  Users: '/admin/people/users',
  Projects: '/admin/people/projects',
  About: '/admin/about',
};

let managerId: string;
let asAdmin: Call;
const people: Partial<Record<Role, Person>> = {};

test.beforeAll(async ({ latchkey }) => {
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  const manager = await newManager(asAdmin, 'Company', latchkey.token);
  managerId = manager.id;
  const projectIds = [await newProject(asAdmin, manager)];
  const others = await asAdmin<{ id: string }>('POST', '/api/v1/projects', { name: 'Of others' });
  for (const [host, projectId] of [
    ['team.example.com', projectIds[0]],
    ['of-others.example.com', others.body.id],
  ]) {
    const added = await asAdmin('POST', '/api/v1/destinations', { host, port: 443, projectId });
    expect(added.status, added.text).toBe(201);
  }
  const made = await asAdmin('POST', '/api/v1/connections', {
    key: 'for-roles',
    name: 'Billing',
    app: 'stripe',
    scope: 'project',
    projectIds,
    fields: { secretKey: { secretManagerId: managerId, reference: 'op://Production/Stripe/Secret Key' } },
  });
  expect(made.status, made.text).toBe(201);
  for (const role of ['builder', 'support'] as const)
    people[role] = await newPerson(asAdmin, role, projectIds);
});

for (const role of ['builder', 'support'] as const) {
  test(`${role} sees the pages of the role and no other`, async ({ page, latchkey }) => {
    await signInAs(page, latchkey.origin, role);
    const rail = page.getByRole('navigation', { name: 'Main' });
    // A number may stand beside one.
    await expect(rail.getByRole('link')).toHaveText(seen[role].map((name) => new RegExp(`^${name}`)));
    for (const name of everywhere.filter((each) => !seen[role].includes(each))) {
      await page.goto(addresses[name] ?? '/');
      if (readable.includes(name)) {
        await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
        await expect(page.getByRole('row').filter({ hasText: /team/i }), 'their own alone').toHaveCount(1);
        await expect(page.getByRole('row').filter({ hasText: /of.others/i })).toHaveCount(0);
      } else {
        await expect(page.getByText(/^Not (permitted|found)$/), name).toBeVisible();
        await expect(page.getByRole('table')).toHaveCount(0);
      }
      await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
    }
  });

  test(`${role} reads secret managers and changes none`, async ({ page, latchkey }) => {
    await signInAs(page, latchkey.origin, role);
    await page.goto('/admin/security/secret-managers');
    await expect(page.getByRole('row').filter({ hasText: 'Company' })).toContainText('Connected');
    await expect(page.getByRole('button', { name: /Connect/ })).toHaveCount(0);
    await page.getByRole('link', { name: 'Company' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Company' })).toBeVisible();
    for (const name of [/Replace token/, /Remove/, /Rename/, /Edit/, /Change/]) {
      await expect(page.getByRole('button', { name })).toHaveCount(0);
      await expect(page.getByRole('menuitem', { name })).toHaveCount(0);
    }
    await expect(page.getByRole('button', { name: /Test/ })).toHaveCount(role === 'support' ? 1 : 0);
  });
}

test('builder makes and changes connections', async ({ page, latchkey }) => {
  await signInAs(page, latchkey.origin, 'builder');
  await page.goto('/connections');
  await expect(page.getByRole('link', { name: 'New connection' }).first()).toBeVisible();
  await page.getByRole('link', { name: 'Billing', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Secret key, bound to/ })).toBeVisible();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Billing of builders');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Billing of builders' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'History' })).toBeVisible();
});

test('support reads and tests a connection and cannot change it', async ({ page, latchkey }) => {
  await signInAs(page, latchkey.origin, 'support');
  await page.goto('/connections');
  await expect(page.getByRole('link', { name: 'New connection' })).toHaveCount(0);
  await page.goto('/connections/for-roles');
  await expect(page.getByText('Production / Stripe / Secret Key')).toBeVisible();
  for (const name of [/Save/, /Choose a secret/, /Unbind/, /More/]) {
    await expect(page.getByRole('main').getByRole('button', { name })).toHaveCount(0);
  }
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await page.getByRole('button', { name: 'Test all fields' }).click();
  await expect(page.getByText('The bound field is found')).toBeVisible();
  for (const address of ['/connections/new/app', '/connections/new/stripe']) {
    await page.goto(address);
    await expect(page).toHaveURL(/\/connections$/);
  }
});

test('who may clear the cache: support may, builder may only refresh', async ({ page, latchkey }) => {
  await asAdmin('POST', '/api/v1/connections/for-roles/resolve');
  await signInAs(page, latchkey.origin, 'builder');
  await page.goto('/cache');
  const entry = page
    .getByRole('row')
    .filter({ hasText: 'Billing' })
    .getByRole('button', { name: /^Look at Production \/ Stripe/ });
  await expect(entry, 'one secret, one entry').toHaveCount(1);
  await entry.click();
  const sheet = page.getByRole('dialog', { name: /Stripe/ });
  await expect(sheet.getByRole('button', { name: 'Refresh' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Clear/ })).toHaveCount(0);
  await page.context().clearCookies();
  await signInAs(page, latchkey.origin, 'support');
  await test.step('what a platform-wide connection lives on is not offered to be cleared', async () => {
    const fields = {
      secretKey: { secretManagerId: managerId, reference: 'op://Production/Stripe/Secret Key' },
    };
    const platformWide = {
      key: 'for-all',
      name: 'Billing for all',
      app: 'stripe',
      scope: 'platform',
      fields,
    };
    expect((await asAdmin('POST', '/api/v1/connections', platformWide)).status).toBe(201);
    await page.goto('/cache');
    await entry.click();
    const clear = sheet.getByRole('button', { name: 'Clear' });
    await expect(clear).toHaveAttribute('aria-disabled', 'true');
    await clear.hover();
    await expect(page.getByRole('tooltip')).toContainText('ask a platform admin');
    expect((await asAdmin('DELETE', '/api/v1/connections/for-all')).status).toBe(204);
  });
  await page.goto('/cache');
  await entry.click();
  await sheet.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('button', { name: 'Clear entry' }).click();
  await expect(entry).toHaveCount(0);
});

test('nobody resolves by a sign-in, and the API holds to the same table', async ({ page, latchkey }) => {
  for (const role of ['builder', 'support'] as const) {
    await page.context().clearCookies();
    await signInAs(page, latchkey.origin, role);
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const call = apiClient(latchkey.origin, { cookie, origin: latchkey.origin });
    const refused: [string, string, unknown?][] = [
      ['POST', '/api/v1/connections/for-roles/resolve'],
      [
        'POST',
        '/api/v1/references/resolve',
        { secretManagerId: managerId, references: ['op://Production/Stripe/Secret Key'] },
      ],
      [
        'POST',
        '/api/v1/secret-managers/test',
        { provider: 'onepassword', config: { serviceAccountToken: latchkey.token } },
      ],
      ['PATCH', `/api/v1/secret-managers/${managerId}`, { name: 'Taken' }],
      ['DELETE', `/api/v1/secret-managers/${managerId}?force=true`],
      ['GET', `/api/v1/secret-managers/${managerId}/access`],
      ['PUT', `/api/v1/secret-managers/${managerId}/access`, { projects: [] }],
      ['GET', '/api/v1/api-keys'],
      ['POST', '/api/v1/api-keys', { name: 'mine', role: 'admin' }],
      ['GET', '/api/v1/users'],
      ['POST', '/api/v1/projects', { name: 'mine' }],
      ...(role === 'builder'
        ? ([
            ['GET', '/api/v1/audit'],
            ['DELETE', `/api/v1/cache?secretManagerId=${managerId}`],
            ['POST', `/api/v1/secret-managers/${managerId}/test`],
          ] satisfies [string, string][])
        : ([
            ['GET', `/api/v1/secret-managers/${managerId}/vaults`],
            // All of a platform-wide secret manager is more than the projects of support.
            ['DELETE', `/api/v1/cache?secretManagerId=${managerId}`],
            ['PATCH', '/api/v1/connections/for-roles', { name: 'Taken' }],
            ['DELETE', '/api/v1/connections/for-roles'],
          ] satisfies [string, string, unknown?][])),
    ];
    for (const [method, path, body] of refused) {
      const answer = await call(method, path, body);
      expect([role, method, path, answer.status, answer.body?.code]).toEqual([
        role,
        method,
        path,
        403,
        'forbidden',
      ]);
      expect(answer.text).not.toContain('sk_live');
    }
  }
  const { body } = await asAdmin<{ name: string }>('GET', `/api/v1/secret-managers/${managerId}`);
  expect(body.name).toBe('Company');
});

async function signInAs(page: Page, origin: string, role: Role): Promise<void> {
  const person = people[role];
  if (!person) throw new Error(`Nobody is ${role}.`);
  await signIn(page, origin, person);
}
