import type { Page } from '@playwright/test';
import { type FeelSubject, onScreen } from './feel-subjects';

const path = '/connections/new/stripe';
const picker = (page: Page) => page.getByRole('dialog', { name: 'A secret for Secret key' });
const options = (list: string) => `[role=dialog] [role=listbox][aria-label="${list}"] [role=option]`;
const firstItem = onScreen(options('Items'));
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
    seen: onScreen('[role=dialog] [role=listbox]'),
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
    seen: onScreen(options('Items'), 'Item 77'),
  },
  {
    name: 'move down the picker, ten rows',
    path,
    prepare: openAndWait,
    act: async (page) => {
      for (let steps = 0; steps < 10; steps += 1) await page.keyboard.press('ArrowDown');
    },
    seen: onScreen('[role=dialog] [aria-posinset="11"][aria-selected="true"]'),
  },
  {
    name: 'open an item in the picker',
    path,
    prepare: openAndWait,
    act: (page) => page.keyboard.press('Enter'),
    seen: onScreen(options('Fields')),
  },
];
