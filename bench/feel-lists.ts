import type { Page } from '@playwright/test';
import { type FeelSubject, onScreen } from './feel-subjects';

/** Something done to a list; it is seen when other rows, or another count of them, stand there and none is dimmed. */
function onList(name: string, path: string, act: FeelSubject['act']): FeelSubject {
  return { name, path, prepare: rememberRows, act, seen: otherRows };
}

const rememberRows = (page: Page) =>
  page.evaluate(() => {
    window.rowsBefore = window.rowsNow();
  });
const otherRows = (page: Page) =>
  page.waitForFunction(
    () => !document.querySelector('main .opacity-60') && window.rowsNow() !== window.rowsBefore,
    undefined,
    { polling: 'raf' },
  );

const type = (box: string, text: string) => async (page: Page) => {
  await page.getByRole('textbox', { name: box }).focus();
  await page.keyboard.type(text, { delay: 60 });
};
const choose = (select: string, option: string) => async (page: Page) => {
  await page.getByRole('combobox', { name: select }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};
const sortBy = (column: string) => (page: Page) =>
  page.getByRole('columnheader', { name: column, exact: true }).getByRole('button').click();
const chip = (label: RegExp) => (page: Page) => page.getByRole('button', { name: label }).first().click();
const loadMore = (page: Page) => page.getByRole('button', { name: 'Load more' }).click();

const connections = '/connections';
const cache = '/cache';
const audit = '/admin/security/audit';

export const lists: readonly FeelSubject[] = [
  {
    name: 'search connections, seven letters',
    path: connections,
    act: type('Search by name or key', 'app-291'),
    seen: onScreen('main tbody tr', 'app-291'),
  },
  onList('sort connections by their change', connections, choose('Sort by', 'Last changed')),
  onList('sort connections by app', connections, choose('Sort by', 'By app')),
  onList('filter connections by app', connections, choose('App', 'PostgreSQL')),
  onList('filter connections by tag', connections, choose('Tag', 'growth')),
  onList('filter connections: broken', connections, choose('State', 'Broken')),
  onList('connections: load more', connections, loadMore),
  {
    name: 'search the cache, eight letters',
    path: cache,
    act: type('Search references', 'Item 779'),
    seen: onScreen('main tbody tr', 'Item 779'),
  },
  onList('sort the cache by reference', cache, sortBy('Reference')),
  onList('sort the cache by age, oldest first', cache, sortBy('Age')),
  onList('sort the cache by hits', cache, sortBy('Hits')),
  onList('sort the cache by last read', cache, sortBy('Last read')),
  onList('sort the cache by change', cache, sortBy('Changed')),
  onList('filter the cache: fresh', cache, chip(/^Fresh/)),
  onList('filter the cache: stale', cache, chip(/^Stale/)),
  onList('filter the cache: failing', cache, chip(/^Failing/)),
  onList('cache: load more', cache, loadMore),
  {
    name: 'open an entry of the cache, with its timeline',
    path: cache,
    act: (page) => page.locator('tbody tr button[aria-label]').first().click(),
    seen: onScreen('[role=dialog] ol[aria-label^="What happened"] li'),
  },
  onList('filter broken references', '/findings', choose('What is wrong', 'Archived')),
  onList('filter the audit', audit, choose('What happened', 'Connection tested')),
  onList('audit: load more', audit, loadMore),
  {
    name: 'Health over a week',
    path: '/health',
    act: (page) => page.getByRole('button', { name: 'Week', exact: true }).click(),
    seen: async (page) => {
      await page.waitForURL(/range=week/);
      await page.waitForFunction(() => !document.querySelector('main .opacity-60'), undefined, {
        polling: 'raf',
      });
    },
  },
];
