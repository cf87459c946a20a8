import { randomBytes } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';
import type { ManagerView } from '@/lib/managers/schema';
import type { Call } from './api-client';

export interface Person {
  email: string;
  password: string;
}

/** Signs in on the page, from anywhere. */
export async function signIn(page: Page, origin: string, { email, password }: Person): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
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
  const made = await asAdmin('POST', '/api/v1/users', {
    name: `A ${role}`,
    email,
    password,
    role,
    projectIds,
  });
  expect(made.status, made.text).toBe(201);
  return { email, password };
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

/** Pastes as a person does: from the clipboard, into what has the focus. The context needs `clipboard-write`. */
export async function paste(page: Page, into: Locator, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await into.focus();
  await page.keyboard.press('ControlOrMeta+V');
}
