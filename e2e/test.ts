import { test as base } from '@playwright/test';
import { type Latchkey, launchLatchkey } from './launch';

/**
 * Playwright's `test` with `latchkey`, one per worker, whose address is the base of `page.goto`. A file that needs an
 * empty product, or other settings, calls `launchLatchkey` itself.
 */
export const test = base.extend<object, { latchkey: Latchkey }>({
  latchkey: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const latchkey = await launchLatchkey();
      await use(latchkey);
      await latchkey.close();
    },
    { scope: 'worker', timeout: 150_000 },
  ],
  baseURL: async ({ latchkey }, use) => use(latchkey.origin),
});
