import type { Page } from '@playwright/test';

/** A page to load from an address. */
export interface PageSubject {
  name: string;
  path: string;
}

/** Something that a person does on a page, and how one sees that it is done. */
export interface FeelSubject {
  name: string;
  path: string;
  /** What must be there before; no part of what is measured. */
  prepare?: (page: Page) => Promise<void>;
  act: (page: Page) => Promise<void>;
  /** Resolves when the result is on the screen. */
  seen: (page: Page) => Promise<void>;
}

export const pages: readonly PageSubject[] = [
  { name: 'connections', path: '/connections' },
  { name: 'one connection', path: '/connections/app-7' },
  { name: 'new connection', path: '/connections/new/stripe' },
  { name: 'cache', path: '/cache' },
  { name: 'health', path: '/health' },
  { name: 'secret managers', path: '/admin/security/secret-managers' },
  { name: 'audit', path: '/admin/security/audit' },
];

const picker = (page: Page) => page.getByRole('dialog', { name: 'A secret for Secret key' });
const items = (page: Page) => picker(page).getByRole('listbox', { name: 'Items' }).getByRole('option');
const openPicker = async (page: Page) => {
  await page.getByRole('button', { name: 'Choose a secret' }).first().click();
  await items(page).first().waitFor();
};
const heading = (name: string) => (page: Page) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
const rail = (name: string) => (page: Page) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();

export const feelings: readonly FeelSubject[] = [
  { name: 'go to Cache', path: '/connections', act: rail('Cache'), seen: heading('Cache') },
  { name: 'go to Connections', path: '/health', act: rail('Connections'), seen: heading('Connections') },
  { name: 'go to Health', path: '/connections', act: rail('Health'), seen: heading('Health') },
  {
    name: 'open the palette',
    path: '/connections',
    act: (page) => page.keyboard.press('Control+k'),
    seen: (page) => page.getByRole('dialog', { name: 'Go to' }).waitFor(),
  },
  {
    name: 'open the picker, vault not yet listed',
    path: '/connections/new/stripe',
    act: (page) => page.getByRole('button', { name: 'Choose a secret' }).first().click(),
    seen: (page) => items(page).first().waitFor(),
  },
  {
    name: 'open the picker again',
    path: '/connections/new/stripe',
    prepare: async (page) => {
      await openPicker(page);
      await page.keyboard.press('Escape');
      await picker(page).waitFor({ state: 'hidden' });
    },
    act: (page) => page.getByRole('button', { name: 'Choose a secret' }).first().click(),
    seen: (page) => items(page).first().waitFor(),
  },
  {
    name: 'type seven letters in the picker',
    path: '/connections/new/stripe',
    prepare: openPicker,
    act: (page) => page.keyboard.type('item 77', { delay: 60 }),
    seen: (page) => items(page).filter({ hasText: /77/ }).first().waitFor(),
  },
  {
    name: 'move down the picker, ten rows',
    path: '/connections/new/stripe',
    prepare: openPicker,
    act: async (page) => {
      for (let steps = 0; steps < 10; steps += 1) await page.keyboard.press('ArrowDown');
    },
    seen: async () => undefined,
  },
  {
    name: 'search connections',
    path: '/connections',
    act: async (page) => {
      await page.getByRole('textbox', { name: 'Search by name or key' }).focus();
      await page.keyboard.type('app-29', { delay: 60 });
    },
    seen: async (page) => {
      await page.getByRole('row').filter({ hasText: 'app-29' }).first().waitFor();
    },
  },
  {
    name: 'filter the cache by state',
    path: '/cache',
    act: (page) =>
      page
        .getByRole('button', { name: /^Fresh/ })
        .first()
        .click(),
    seen: async (page) => {
      await page.waitForURL(/state=fresh/);
      await page.locator('table').first().waitFor();
    },
  },
  {
    name: 'search the cache',
    path: '/cache',
    act: async (page) => {
      await page.getByRole('textbox', { name: 'Search references' }).focus();
      await page.keyboard.type('Item 77', { delay: 60 });
    },
    seen: (page) => page.getByRole('row').filter({ hasText: 'Item 77' }).first().waitFor(),
  },
];
