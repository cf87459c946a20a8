import { type Browser, expect, type Page, test } from '@playwright/test';
import { isTurn } from '../scripts/by-turns.mjs';
import { untilAlive } from './alive';
import { byKey } from './api-client';
import { axeFaults, overflowFaults } from './axe';
import { everyPage } from './every-page';
import { type Latchkey, launchLatchkey } from './launch';
import { type Opening, openings } from './openings';
import { newManager, newPerson, newProject, signIn } from './steps';

const turnOf = { wide: 0, narrow: 1 } as const;
const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

/** A console with something of everything in it, an admin's page in it, and what it shows. */
export interface Looked {
  latchkey: Latchkey;
  page: Page;
  managerId: string;
}

/**
 * Tests that every page and everything that opens passes axe in both themes and fits a screen; gives what was looked at. What is
 * there on both screens is tried on one of them by turns.
 */
export function testScreen(screen: 'wide' | 'narrow'): () => Looked {
  let looked: Looked | undefined;
  const given = () => {
    if (looked === undefined) throw new Error('Nothing was started.');
    return looked;
  };

  test.beforeAll(async ({ browser }) => {
    looked = await startFurnished(browser, screen);
  });
  test.afterAll(async () => {
    await looked?.page.context().close();
    await looked?.latchkey.close();
  });

  test(`every page passes axe and fits its screen, ${screen}`, async () => {
    test.setTimeout(480_000);
    const { page, managerId } = given();
    const faults: string[] = [];
    for (const [at, path] of everyPage({ managerId, connectionKey: 'billing' }).entries()) {
      if (!isTurn(`page ${at}`, turnOf[screen])) continue;
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
      faults.push(...(await axeFaults(page, path)), ...(await overflowFaults(page, path)));
    }
    expect(faults).toEqual([]);
  });

  test(`every sheet, dialog, menu and picker passes axe, ${screen}`, async () => {
    test.setTimeout(480_000);
    const { page, managerId } = given();
    const faults: string[] = [];
    for (const opening of openings(managerId)) {
      if (opening.on === undefined ? !isTurn(opening.name, turnOf[screen]) : opening.on !== screen) continue;
      faults.push(...(await faultsOf(page, opening)));
    }
    expect(faults).toEqual([]);
  });
  return given;
}

async function startFurnished(browser: Browser, screen: 'wide' | 'narrow'): Promise<Looked> {
  const latchkey = await launchLatchkey();
  const asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  const managerId = (await newManager(asAdmin, 'Company', latchkey.token)).id;
  const made = await asAdmin('POST', '/api/v1/connections', {
    key: 'billing',
    name: 'Billing',
    app: 'stripe',
    scope: 'platform',
    fields: {
      secretKey: { secretManagerId: managerId, reference: 'op://Production/Stripe/Secret Key' },
      webhookSecret: { value: 'typed' },
    },
  });
  expect(made.status, made.text).toBe(201);
  const person = await newPerson(asAdmin, 'builder', [await newProject(asAdmin, { id: managerId })]);
  await asAdmin('POST', '/api/v1/api-keys', { name: 'worker', role: 'workload' });
  await asAdmin('POST', '/api/v1/connections/billing/resolve');
  const context = await browser.newContext({ baseURL: latchkey.origin, reducedMotion: 'reduce' });
  const page = await context.newPage();
  // Whoever is active has another menu than whoever is only invited.
  await signIn(page, latchkey.origin, person);
  await context.clearCookies();
  await signIn(page, latchkey.origin, { email: latchkey.adminEmail, password: latchkey.adminPassword });
  await page.setViewportSize(sizes[screen]);
  return { latchkey, page, managerId };
}

async function faultsOf(page: Page, { name, path, open }: Opening): Promise<string[]> {
  await page.goto(path);
  await untilAlive(page);
  const shown = await open(page);
  await expect(shown).toBeVisible();
  const faults = [...(await axeFaults(page, name)), ...(await overflowFaults(page, name))];
  if (!(await shown.isVisible())) faults.push(`${name}: it shut while it was looked at`);
  return faults;
}
