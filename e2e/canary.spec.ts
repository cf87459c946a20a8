import { randomBytes } from 'node:crypto';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { isTurn } from '../scripts/by-turns.mjs';
import { apiClient, byKey, type Call } from './api-client';
import { formsOf, newCanary, sightings } from './canaries';
import { plantCage, planted, tokenParts, troubles } from './canary-cage';
import { type Watch, watchFor } from './canary-watch';
import { everyPage } from './every-page';
import { beginningOf, everyRoute, withoutValues } from './every-route';
import { type Latchkey, launchLatchkey } from './launch';
import { newPerson, newProject, type Person, signIn } from './steps';

/** A title, which is no secret and is found in many places, or else the search sees nothing. */
const control = { name: 'control', text: 'Cage' };

let latchkey: Latchkey;
let asAdmin: Call;
let vault: string;
let item: string;
const startedMs = Date.now();

test.beforeAll(async () => {
  latchkey = await launchLatchkey({ env: { LOG_LEVEL: 'trace', LATCHKEY_PROVIDER_TIMEOUT_MS: '20000' } });
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  ({ vault, item } = plantCage(latchkey.sandbox));
});
test.afterAll(() => latchkey.close());

test('the search finds a canary in every form', () => {
  const canary = newCanary('control');
  for (const { form, bytes } of formsOf(canary.text)) {
    const surrounded = Buffer.concat([randomBytes(17), bytes, randomBytes(5)]);
    expect(sightings([canary], 'here', surrounded).map((each) => each.form)).toContain(form);
  }
  for (const before of ['', 'a', 'bc', 'def']) {
    const text = Buffer.from(`${before}${canary.text} and more`);
    for (const encoding of ['base64', 'base64url'] as const) {
      expect(
        sightings([canary], 'here', text.toString(encoding)).length,
        `${before} ${encoding}`,
      ).toBeGreaterThan(0);
    }
  }
  expect(sightings([canary], 'here', newCanary('control').text)).toEqual([]);
});

test('no secret is seen anywhere but in the answer of resolve', async ({ page, context, browser }) => {
  test.setTimeout(480_000);
  const { token } = latchkey.sandbox.mintToken({ name: 'canary', vaults: [vault] });
  const admin: Person = { email: latchkey.adminEmail, password: latchkey.adminPassword };
  const watch = watchFor([
    control,
    ...Object.values(planted),
    { name: 'admin’s password', text: latchkey.adminPassword },
    { name: 'admin API key', text: latchkey.adminApiKey },
    ...tokenParts(token),
  ]);
  watch.follow(page);
  const managerId = await test.step('connect and bind in the browser', () => configure(page, admin, token));
  await test.step('resolve', () => resolveAll(managerId));
  await test.step('what fails', () => fail(page, watch, managerId));
  await test.step('every route as everybody', () => askEverything(watch, managerId));
  await test.step('every page as everybody', async () => {
    await visit(watch, context, page, admin, managerId, () => true);
    const projectIds = [await newProject(asAdmin, { id: managerId })];
    for (const [turn, role] of [
      [0, 'builder'],
      [1, 'support'],
    ] as const) {
      const other = await browser.newContext();
      const otherPage = await other.newPage();
      watch.follow(otherPage);
      const person = await newPerson(asAdmin, role, projectIds);
      await visit(watch, other, otherPage, person, managerId, (path) =>
        isTurn(path.replace(managerId, ''), turn),
      );
      await other.close();
    }
  });
  await test.step('files and logs', () => lookInside(watch));

  const found = await watch.found();
  const controls = found.filter(({ canary }) => canary === control.name).map(({ place }) => place);
  for (const place of [
    'browser GET /connections/canary',
    'page /connections/canary',
    '{"RSC":"1"} /connections/canary',
    'API getConnection as admin',
  ]) {
    expect(controls, 'the search sees what is shown').toContain(place);
  }
  expect(controls.some((place) => place.startsWith('file'))).toBe(true);
  expect(watch.places().size).toBeGreaterThan(150);
  const leaks = found.filter(({ canary }) => canary !== control.name);
  expect([...new Set(leaks.map(({ canary, form, place }) => `${canary} (${form}) in ${place}`))]).toEqual([]);
});

async function configure(page: Page, admin: Person, token: string): Promise<string> {
  await signIn(page, latchkey.origin, admin);
  await page.goto(`${latchkey.origin}/admin/security/secret-managers`);
  await page.getByRole('button', { name: 'Connect 1Password' }).first().click();
  const sheet = page.getByRole('dialog', { name: 'Connect 1Password' });
  await sheet.getByRole('textbox', { name: 'Name' }).fill('Canaries');
  await sheet.getByLabel('Service account token').fill(token);
  await sheet.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(sheet.getByText('The token works')).toBeVisible({ timeout: 30_000 });
  await sheet.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(sheet).toBeHidden({ timeout: 30_000 });

  await page.goto(`${latchkey.origin}/connections/new/custom`);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Canary');
  await page.getByRole('textbox', { name: 'Field name' }).fill('typed');
  await page.getByRole('textbox', { name: 'Value', exact: true }).fill(planted.typed.text);
  await page.getByRole('button', { name: 'Create connection' }).click();
  await expect(page).toHaveURL(/\/connections\/canary$/);

  const { body } = await asAdmin<{ items: { id: string }[] }>('GET', '/api/v1/secret-managers');
  const secretManagerId = body.items[0]?.id ?? '';
  const bound = (field: string, query = '') => ({
    secretManagerId,
    reference: `op://Canaries/Cage/${field}${query}`,
  });
  const patched = await asAdmin('PATCH', '/api/v1/connections/canary', {
    fields: {
      sent: { value: planted.sent.text },
      secret: bound('secret'),
      code: bound('code', '?attribute=otp'),
      seed: bound('code'),
      notes: bound('notesPlain'),
      file: bound('paper.txt'),
    },
  });
  expect(patched.status, patched.text).toBe(200);
  return secretManagerId;
}

/** The one allowed place. That the canaries are seen here shows that they went all the way. */
async function resolveAll(secretManagerId: string): Promise<void> {
  const { body, text } = await asAdmin<{ fields: Record<string, string> }>(
    'POST',
    '/api/v1/connections/canary/resolve',
  );
  const { code, seed, ...fields } = body.fields ?? {};
  expect(fields, text.replace(/canary\/[^,]*/g, '…')).toEqual({
    typed: planted.typed.text,
    sent: planted.sent.text,
    secret: planted.resolved.text,
    notes: planted.notes.text,
    file: planted.file.text,
  });
  expect(code).toMatch(/^\d{6}$/);
  expect(seed).toContain(planted.seed.text);
  latchkey.sandbox.updateItem({ vault, item, field: 'secret', value: planted.rotated.text });
  const cleared = await asAdmin('DELETE', `/api/v1/cache?secretManagerId=${secretManagerId}`);
  expect(cleared.status, cleared.text).toBe(200);
  const anew = await asAdmin<{ fields: Record<string, string>; sources: unknown }>(
    'POST',
    '/api/v1/connections/canary/resolve',
  );
  const sources = JSON.stringify(anew.body.sources);
  expect(anew.body.fields.secret, sources).toBe(planted.rotated.text);
}

async function fail(page: Page, watch: Watch, secretManagerId: string): Promise<void> {
  const { origin, sandbox, adminEmail } = latchkey;
  const call = apiClient(origin, { authorization: `Bearer ${latchkey.adminApiKey}` }, (answer, { path }) =>
    watch.look(`API ${path}`, withoutValues(answer)),
  );
  const stranger = apiClient(origin, { authorization: `Bearer ${planted.badKey.text}` }, (answer) =>
    watch.look('API as a stranger', answer.text),
  );
  await stranger('GET', '/api/v1/connections');
  const config = { serviceAccountToken: `ops_${planted.badToken.text}` };
  await call('POST', '/api/v1/secret-managers/test', { provider: 'onepassword', config });
  await call('POST', '/api/v1/secret-managers', {
    name: 'x',
    provider: planted.sent.text,
    scope: 'platform',
    config,
  });
  await call('POST', '/api/v1/connections', {
    key: 'x',
    name: 'x',
    app: 'custom',
    fields: { a: { value: [planted.sent.text] } },
  });
  await call('POST', '/api/v1/connections', {
    key: 'x',
    name: 'x',
    app: 'custom',
    fields: { a: { valeu: planted.sent.text } },
  });
  await call('POST', '/api/v1/users', {
    name: 'x',
    email: planted.misplaced.text,
    password: planted.password.text,
    role: 'admin',
  });
  const broken = await fetch(`${origin}/api/v1/connections`, {
    method: 'POST',
    headers: { authorization: `Bearer ${latchkey.adminApiKey}`, 'content-type': 'application/json' },
    body: `{"fields": {"a": {"value": ${planted.sent.text}`,
  });
  watch.look('API broken JSON', await broken.text());
  for (const fault of troubles) {
    sandbox.injectFault(fault);
    if (fault.kind === 'panickingKeysets') sandbox.expireSessions();
    const reference = 'op://Canaries/Cage/sibling';
    await call('POST', '/api/v1/references/resolve', { secretManagerId, references: [reference] });
    await call('POST', `/api/v1/secret-managers/${secretManagerId}/test`);
    await call('POST', `/api/v1/secret-managers/${secretManagerId}/breaker/close`);
    sandbox.clearFaults();
  }
  await page.context().clearCookies();
  await page.goto(`${origin}/sign-in`);
  for (const [email, password] of [
    [adminEmail, planted.wrongPassword.text],
    [`${planted.misplaced.text}@example.test`, planted.wrongPassword.text],
  ] as const) {
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'not right' })).toBeVisible();
  }
}

/** Every route that the product describes, as an admin, a workload and a stranger; people’s roles come with the pages. */
async function askEverything(watch: Watch, managerId: string): Promise<void> {
  const { items } = (await asAdmin<{ items: { id: string }[] }>('GET', '/api/v1/cache?limit=1')).body;
  const ids = {
    key: 'canary',
    'secret-managers': managerId,
    cache: items[0]?.id ?? '',
    vaultId: vault,
    itemId: item,
  };
  const routes = await everyRoute(latchkey.origin, ids);
  expect(routes.length).toBeGreaterThan(30);
  const workload = await asAdmin<{ key: string }>('POST', '/api/v1/api-keys', { name: 'workload' });
  const callers: Record<string, Record<string, string>> = {
    admin: { authorization: `Bearer ${latchkey.adminApiKey}` },
    workload: { authorization: `Bearer ${workload.body.key}` },
    stranger: {},
  };
  for (const [who, headers] of Object.entries(callers)) {
    const call = apiClient(latchkey.origin, headers);
    for (const { method, path, operationId, isRevealing, isEndless } of routes) {
      if (isEndless) {
        watch.look(`API ${operationId} as ${who}`, await beginningOf(`${latchkey.origin}${path}`, headers));
        continue;
      }
      const answer = await call(method, path, ['POST', 'PATCH', 'PUT'].includes(method) ? {} : undefined);
      watch.look(`API ${operationId} as ${who}`, isRevealing ? withoutValues(answer) : answer.text);
      watch.look(`API ${operationId} headers as ${who}`, JSON.stringify([...answer.headers]));
    }
  }
  const metrics = await fetch(`${latchkey.origin}/metrics`, { headers: callers.admin });
  expect(metrics.status).toBe(200);
  watch.look('metrics', await metrics.text());
}

/** Each of these pages in a browser, and again as the payload that the router asks for. */
async function visit(
  watch: Watch,
  context: BrowserContext,
  page: Page,
  person: Person,
  managerId: string,
  isSeen: (path: string) => boolean,
): Promise<void> {
  await signIn(page, latchkey.origin, person);
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  for (const path of everyPage({ managerId, connectionKey: 'canary' }).filter(isSeen)) {
    const asked: Record<string, string>[] = [{ RSC: '1' }, { RSC: '1', 'Next-Router-Prefetch': '1' }, {}];
    const payloads = asked.map(async (headers) => {
      const answer = await fetch(`${latchkey.origin}${path}`, { headers: { cookie, ...headers } });
      watch.look(`${JSON.stringify(headers)} ${path}`, await answer.text());
    });
    // The page before may still be leading elsewhere, which cuts this one short.
    await Promise.all([expect(() => page.goto(`${latchkey.origin}${path}`)).toPass(), ...payloads]);
    // A page that leads elsewhere changes under the look.
    await expect(() => watch.lookAtPage(page)).toPass();
  }
  await page.goto(`${latchkey.origin}/cache`);
  await page
    .getByRole('button', { name: /^Look at Canaries/ })
    .first()
    .click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await watch.lookAtPage(page);
}

async function lookInside(watch: Watch): Promise<void> {
  expect(await watch.lookAtFolder(latchkey.dataDir)).toBeGreaterThan(1_000_000);
  await latchkey.restart();
  await watch.lookAtFolder(latchkey.dataDir);
  await watch.lookAtFolder('.next', startedMs);
  expect(latchkey.logs()).toContain('server.started');
  watch.look('log', latchkey.logs());
}
