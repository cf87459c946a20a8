import { randomBytes } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';
import type { ManagerView } from '@/lib/managers/schema';
import type { Call } from './api-client';

export interface Person {
  email: string;
  password: string;
  /** Of somebody who has not signed in yet: the link by which they choose that password. */
  invitation?: string;
}

/** Signs in on the page, from anywhere; the first time by the invitation. */
export async function signIn(page: Page, origin: string, person: Person): Promise<void> {
  const { email, password, invitation } = person;
  if (invitation) {
    await page.goto(invitation);
    await page.getByLabel('Your password').fill(password);
    delete person.invitation;
  } else {
    await page.goto(`${origin}/sign-in`);
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Password').fill(password);
  }
  await page.locator('form button[type=submit]').click();
  await expect(page.getByRole('button', { name: `Account: ${email}` })).toBeVisible();
}

/** Makes a project that may use everything of these secret managers. Answers with its id. */
export async function newProject(asAdmin: Call, ...managers: readonly { id: string }[]): Promise<string> {
  const name = `Team ${randomBytes(4).toString('hex')}`;
  const made = await asAdmin<{ id: string }>('POST', '/api/v1/projects', { name });
  expect(made.status, made.text).toBe(201);
  for (const { id } of managers) {
    const projects = [{ projectId: made.body.id, patterns: ['op://**'] }];
    const { status, text } = await asAdmin('PUT', `/api/v1/secret-managers/${id}/access`, { projects });
    expect(status, text).toBe(200);
  }
  return made.body.id;
}

/** Makes somebody who may sign in, a member of these projects. */
export async function newPerson(
  asAdmin: Call,
  role: 'admin' | 'builder' | 'support',
  projectIds: readonly string[] = [],
): Promise<Person> {
  const email = `${role}-${randomBytes(4).toString('hex')}@example.test`;
  const password = randomBytes(12).toString('base64url');
  const made = await asAdmin<{ invitation: { url: string } }>('POST', '/api/v1/users', {
    name: `A ${role}`,
    email,
    role,
    projectIds,
  });
  expect(made.status, made.text).toBe(201);
  return { email, password, invitation: made.body.invitation.url };
}

/** Connects a secret manager by the API. */
export async function newManager(asAdmin: Call, name: string, token: string): Promise<ManagerView> {
  const { status, text, body } = await asAdmin<ManagerView>('POST', '/api/v1/secret-managers', {
    name,
    provider: 'onepassword',
    scope: 'platform',
    config: { serviceAccountToken: token },
    plan: 'business',
  });
  expect(status, text).toBe(201);
  return body;
}

/** Makes a connection of Stripe whose secret key is bound through a secret manager. */
export async function newStripeConnection(
  asAdmin: Call,
  { key, name, managerId }: { key: string; name: string; managerId: string },
): Promise<void> {
  const reference = 'op://Production/Stripe/Secret Key';
  const fields = { secretKey: { secretManagerId: managerId, reference } };
  await newConnection(asAdmin, { key, name, app: 'stripe', fields });
}

/** Makes a connection, and answers its revision. */
export async function newConnection(
  asAdmin: Call,
  connection: { key: string; name: string; app: string; fields: Record<string, object> },
): Promise<number> {
  const made = await asAdmin<{ revision: number }>('POST', '/api/v1/connections', connection);
  expect(made.status, made.text).toBe(201);
  return made.body.revision;
}

/** Pastes as a person does: from the clipboard, into what has the focus. The context needs `clipboard-write`. */
export async function paste(page: Page, into: Locator, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await into.focus();
  await page.keyboard.press('ControlOrMeta+V');
}

/** Removes the secret managers that other files left in the product that they share, for files that count or choose by name. */
export async function withoutManagers(asAdmin: Call): Promise<void> {
  const { body } = await asAdmin<{ items: { id: string }[] }>('GET', '/api/v1/secret-managers?limit=200');
  for (const { id } of body.items) {
    const { status, text } = await asAdmin('DELETE', `/api/v1/secret-managers/${id}?force=true`);
    expect(status, text).toBe(204);
  }
}
