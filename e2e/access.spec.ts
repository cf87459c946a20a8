import { expect, type Page } from '@playwright/test';
import type { AccessView } from '@/lib/managers/access-schema';
import type { ProjectView } from '@/lib/projects/schema';
import { byKey, type Call } from './api-client';
import { type Hand, handsFor, keyboard } from './hands';
import { newManager, newPerson, signIn } from './steps';
import { test } from './test';

let asAdmin: Call;
let outsiderReference: string;

test.beforeAll(({ latchkey }) => {
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  const staging = latchkey.sandbox.findVault('Staging');
  latchkey.sandbox.createItem({
    vault: staging,
    title: 'Not for them',
    category: 'Login',
    fields: [{ label: 'password', type: 'Concealed', value: 'canary-of-staging' }],
  });
  outsiderReference = 'op://Staging/Not for them/password';
});

for (const [how, hand] of handsFor('two vaults')) {
  test(`an admin limits a secret manager to two vaults for a project, by ${how}; its builder sees and binds no more`, async ({
    page,
    browser,
    latchkey,
  }) => {
    const project = await newProject(`Checkout ${titleOf(how)}`);
    const manager = await newManager(asAdmin, `Company ${titleOf(how)}`, latchkey.token);
    const builder = await newPerson(asAdmin, 'builder', [project.id]);

    await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
    await page.goto(`/admin/security/secret-managers/${manager.id}`);
    await expect(page.getByText('No project may use it yet')).toBeVisible();
    await hand.press(page, page.getByRole('main').getByRole('link', { name: 'Give access' }));
    await giveTwoVaults(page, hand, project.name);
    const access = page.getByRole('region', { name: 'Access' });
    await expect(access.getByRole('listitem').filter({ hasText: project.name })).toContainText(
      'Production, Shared',
    );
    expect(await grantsOf(manager.id)).toEqual({ [project.name]: ['op://Production/**', 'op://Shared/**'] });

    const theirs = await browser.newPage({ baseURL: latchkey.origin });
    await signIn(theirs, latchkey.origin, builder);
    await bindsTwoVaultsAlone(theirs, hand, manager.name);
    await theirs.close();
  });
}

test('what is saved is told with the bound fields that it refuses, and is taken back from the toast', async ({
  page,
  latchkey,
}) => {
  const project = await newProject('Narrowed');
  const manager = await newManager(asAdmin, 'Narrowed company', latchkey.token);
  const path = `/api/v1/secret-managers/${manager.id}/access`;
  const given = await asAdmin('PUT', path, { projects: [{ projectId: project.id, patterns: ['op://**'] }] });
  expect(given.status, given.text).toBe(200);
  const made = await asAdmin('POST', '/api/v1/connections', {
    key: 'narrowed',
    name: 'Narrowed Stripe',
    app: 'stripe',
    scope: 'project',
    projectIds: [project.id],
    fields: { secretKey: { secretManagerId: manager.id, reference: 'op://Production/Stripe/Secret Key' } },
  });
  expect(made.status, made.text).toBe(201);

  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
  await page.goto(`/admin/security/secret-managers/${manager.id}/access`);
  const patterns = page.getByRole('textbox', { name: 'Patterns' });
  await patterns.fill('op://Shared/**\nShared');
  await expect(page.getByText(/^Line 2: Write a pattern/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save access' })).toHaveAttribute('aria-disabled', 'true');
  await patterns.fill('op://Shared/**\nop://Elsewhere/**');
  await expect(page.getByRole('list', { name: 'Matches nothing now' })).toContainText('op://Elsewhere/**');
  await patterns.fill('op://Shared/Database/*');
  await expect(page.getByRole('region', { name: 'What this allows now' })).toContainText('Database');
  const beforehand = page.getByRole('status').filter({ hasText: 'Saving this refuses' });
  await expect(beforehand).toContainText('1 bound field of 1 connection');
  await expect(beforehand).toContainText('Narrowed Stripe');
  await page.getByRole('button', { name: 'Save access' }).click();

  const access = page.getByRole('region', { name: 'Access' });
  await expect(access).toContainText('1 bound field is refused');
  await expect(access.getByRole('link', { name: 'Narrowed Stripe', exact: true })).toHaveAttribute(
    'href',
    /connections\/narrowed/,
  );
  const refused = await asAdmin('POST', '/api/v1/connections/narrowed/resolve');
  expect([refused.status, refused.body.code]).toEqual([424, 'secret_forbidden']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('as it was before')).toBeVisible();
  await expect(access).not.toContainText('refused');
  expect((await asAdmin('POST', '/api/v1/connections/narrowed/resolve')).status).toBe(200);
});

test('an admin finds a refused field in the report, grants it by the keyboard, and it resolves', async ({
  page,
  latchkey,
}) => {
  const { project, manager } = await refusedConnection('Reported', latchkey.token);
  const resolve = () => asAdmin('POST', '/api/v1/connections/reported/resolve');
  expect((await resolve()).body.code).toBe('secret_forbidden');

  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
  await page.goto('/connections?state=refused');
  await expect(page.getByRole('row', { name: /Reported Stripe/ })).toContainText('1 refused');
  await page.goto('/connections/reported');
  await expect(page.getByRole('note').filter({ hasText: 'Workloads are refused' })).toContainText(
    `Secret key: “${manager.name}” does not let ${project.name} use this secret`,
  );
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('access rep');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Access report' })).toBeVisible();
  const row = page.getByRole('row', { name: /Reported Stripe/ });
  await expect(row).toContainText('Production / Stripe / Secret Key');
  await expect(row).toContainText(project.name);
  await expect(row).toContainText('Not granted');
  await keyboard.press(page, row.getByRole('link', { name: /^Grant access/ }));
  await expect(page.getByRole('textbox', { name: 'Patterns' })).toHaveValue(
    'op://Shared/**\nop://Production/Stripe/Secret Key',
  );
  await expect(page.getByRole('button', { name: 'Save access' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Access report' })).toBeVisible();
  await expect(row).toHaveCount(0);
  expect((await resolve()).status).toBe(200);
  expect(await grantsOf(manager.id)).toEqual({
    [project.name]: ['op://Shared/**', 'op://Production/Stripe/Secret Key'],
  });
});

test('a builder is told whom to ask where a connection is refused, and is offered no grant', async ({
  page,
  latchkey,
}) => {
  const { project, manager } = await refusedConnection('Asked', latchkey.token);
  const builder = await newPerson(asAdmin, 'builder', [project.id]);
  await signIn(page, latchkey.origin, builder);
  await page.goto('/connections/asked');
  await expect(page.getByRole('note').filter({ hasText: 'Workloads are refused' })).toContainText(
    `Ask somebody with the role Admin to grant it under Platform Admin, Secret Managers, ${manager.name}, Access`,
  );
  await expect(page.getByRole('link', { name: 'Grant access' })).toHaveCount(0);
  await page.goto('/admin/security/access-report');
  await expect(page.getByRole('main')).toContainText('Your role (builder) does not allow this.');
});

/** A connection whose grant has ended. */
async function refusedConnection(name: string, token: string) {
  const project = await newProject(`${name} project`);
  const manager = await newManager(asAdmin, `${name} company`, token);
  const grant = async (...patterns: string[]) => {
    const body = { projects: [{ projectId: project.id, patterns }] };
    const { status, text } = await asAdmin('PUT', `/api/v1/secret-managers/${manager.id}/access`, body);
    expect(status, text).toBe(200);
  };
  await grant('op://**');
  const made = await asAdmin('POST', '/api/v1/connections', {
    key: name.toLowerCase(),
    name: `${name} Stripe`,
    app: 'stripe',
    scope: 'project',
    projectIds: [project.id],
    fields: { secretKey: { secretManagerId: manager.id, reference: 'op://Production/Stripe/Secret Key' } },
  });
  expect(made.status, made.text).toBe(201);
  await grant('op://Shared/**');
  return { project, manager };
}

async function giveTwoVaults(page: Page, hand: Hand, projectName: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'Access' })).toBeVisible();
  await hand.press(page, page.getByRole('button', { name: 'Add a project' }));
  await hand.press(page, page.getByRole('dialog').getByRole('button', { name: projectName }));
  for (const name of ['Production', 'Shared']) await hand.tick(page, page.getByRole('checkbox', { name }));
  await expect(page.getByRole('textbox', { name: 'Patterns' })).toHaveValue(
    'op://Production/**\nop://Shared/**',
  );
  const preview = page.getByRole('region', { name: 'What this allows now' });
  await expect(preview.getByRole('listitem').filter({ hasText: 'Production' })).toContainText('whole vault');
  await expect(preview).toContainText('Nothing of 1 other vault');
  await hand.press(page, page.getByRole('button', { name: 'Save access' }));
  await expect(page.getByText(/^Access to .* is saved$/)).toBeVisible();
}

async function bindsTwoVaultsAlone(page: Page, hand: Hand, managerName: string): Promise<void> {
  await page.goto('/connections/new/stripe');
  const who = page.getByRole('group', { name: 'Projects' });
  await expect(who.getByRole('checkbox'), 'the one project is chosen').toBeChecked();
  await expect(page.getByRole('radio'), 'nothing platform-wide is offered').toHaveCount(0);
  await hand.press(page, page.getByRole('button', { name: 'Choose a secret' }).first());
  const picker = page.getByRole('dialog', { name: 'A secret for Secret key' });
  const places = picker.getByRole('listbox', { name: 'Secret managers and vaults' });
  await expect(places.getByRole('option', { name: /^Production/ })).toBeVisible();
  await expect(places.getByRole('option', { name: new RegExp(`^${managerName}`) })).toBeVisible();
  await expect(places.getByRole('option', { name: /^(Production|Shared|Staging)/ })).toHaveCount(2);
  await picker.getByRole('combobox').pressSequentially(outsiderReference);
  await picker.getByRole('combobox').press('Enter');
  await expect(
    picker.getByText(/does not let these projects use this secret/).first(),
    'the sentence says why and what to do',
  ).toBeVisible({ timeout: 20_000 });
  await expect(picker).not.toContainText('canary');
}

/** A name in no language: other files read every page of this product in German. */
function titleOf(how: string): string {
  return how.replace('the ', '').toUpperCase();
}

async function newProject(name: string): Promise<ProjectView> {
  const { status, text, body } = await asAdmin<ProjectView>('POST', '/api/v1/projects', { name });
  expect(status, text).toBe(201);
  return body;
}

async function grantsOf(managerId: string): Promise<Record<string, string[]>> {
  const { body } = await asAdmin<AccessView>('GET', `/api/v1/secret-managers/${managerId}/access`);
  return Object.fromEntries(body.projects.map(({ projectName, patterns }) => [projectName, patterns]));
}
