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
  /** `cold`: the server is restarted before, so that it has asked 1Password nothing yet. */
  server?: 'cold';
  /** What must be there before; no part of what is measured. */
  prepare?: (page: Page) => Promise<unknown>;
  act: (page: Page) => Promise<unknown>;
  /** Resolves when the result is on the screen. */
  seen: (page: Page) => Promise<unknown>;
}

/**
 * Resolves in the frame in which the first thing that fits the CSS selector is there, with this text if one is given.
 * (A locator looks again after up to half a second.)
 */
export const onScreen =
  (selector: string, text = '') =>
  (page: Page) =>
    page.waitForFunction(
      ({ selector, text }) => document.querySelector(selector)?.textContent?.includes(text) ?? false,
      { selector, text },
      { polling: 'raf' },
    );

export const pages: readonly PageSubject[] = [
  { name: 'connections', path: '/connections' },
  { name: 'one connection', path: '/connections/app-7' },
  { name: 'new connection', path: '/connections/new/stripe' },
  { name: 'cache', path: '/cache' },
  { name: 'health', path: '/health' },
  { name: 'broken references', path: '/findings' },
  { name: 'secret managers', path: '/admin/security/secret-managers' },
  { name: 'audit', path: '/admin/security/audit' },
];

const heading = (name: string) => onScreen('main h1', name);
const rail = (name: string) => (page: Page) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
const palette = (page: Page) => page.getByRole('dialog', { name: 'Go to' });

export const navigation: readonly FeelSubject[] = [
  { name: 'go to Connections', path: '/health', act: rail('Connections'), seen: heading('Connections') },
  { name: 'go to Cache', path: '/connections', act: rail('Cache'), seen: heading('Cache') },
  { name: 'go to Health', path: '/connections', act: rail('Health'), seen: heading('Health') },
  {
    name: 'open a connection of the list',
    path: '/connections',
    act: (page) => page.locator('tbody a').first().click(),
    seen: onScreen('main form'),
  },
  {
    name: 'open the palette',
    path: '/connections',
    act: (page) => page.keyboard.press('Control+k'),
    seen: onScreen('[role=dialog] [role=option]'),
  },
  {
    name: 'find a connection in the palette, seven letters',
    path: '/health',
    prepare: async (page) => {
      await page.keyboard.press('Control+k');
      await palette(page).waitFor();
    },
    act: (page) => page.keyboard.type('app-291', { delay: 60 }),
    seen: onScreen('[role=dialog] [role=option][data-value*="app-291"]'),
  },
];
