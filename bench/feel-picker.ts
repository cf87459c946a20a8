import type { Page } from '@playwright/test';
import type { FeelSubject } from './feel-subjects';

const path = '/connections/new/stripe';
const picker = (page: Page) => page.getByRole('dialog', { name: 'A secret for Secret key' });
const items = (page: Page) => picker(page).getByRole('listbox', { name: 'Items' }).getByRole('option');
const firstItem = (page: Page) => items(page).first().waitFor();
const open = (page: Page) => page.getByRole('button', { name: 'Choose a secret' }).first().click();
const openAndWait = async (page: Page) => {
  await open(page);
  await firstItem(page);
  // Everything else of the opening has come to rest too.
  await page.waitForLoadState('networkidle');
};

export const choosing: readonly FeelSubject[] = [
  {
    name: 'open the picker: its frame and search box',
    path,
    act: open,
    seen: (page) => picker(page).getByRole('combobox').waitFor(),
  },
  {
    name: 'open the picker, nothing asked of 1Password yet',
    path,
    server: 'cold',
    act: open,
    seen: firstItem,
  },
  { name: 'open the picker, listed for somebody before', path, act: open, seen: firstItem },
  {
    name: 'open the picker again',
    path,
    prepare: async (page) => {
      await openAndWait(page);
      await page.keyboard.press('Escape');
      await picker(page).waitFor({ state: 'hidden' });
    },
    act: open,
    seen: firstItem,
  },
  {
    name: 'type seven letters in the picker',
    path,
    prepare: openAndWait,
    act: (page) => page.keyboard.type('item 77', { delay: 60 }),
    seen: (page) =>
      items(page)
        .first()
        .filter({ hasText: /^Item 77/ })
        .waitFor(),
  },
  {
    name: 'move down the picker, ten rows',
    path,
    prepare: openAndWait,
    act: async (page) => {
      for (let steps = 0; steps < 10; steps += 1) await page.keyboard.press('ArrowDown');
    },
    seen: (page) => picker(page).locator('[aria-posinset="11"][aria-selected="true"]').waitFor(),
  },
  {
    name: 'open an item in the picker',
    path,
    prepare: openAndWait,
    act: (page) => page.keyboard.press('Enter'),
    seen: (page) =>
      picker(page).getByRole('listbox', { name: 'Fields' }).getByRole('option').first().waitFor(),
  },
];
