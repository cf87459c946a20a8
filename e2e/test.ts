import { test as base } from '@playwright/test';
import { type Latchkey, launchLatchkey } from './launch';

type Use = (latchkey: Latchkey) => Promise<void>;

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
async function launched({}, use: Use): Promise<void> {
  const latchkey = await launchLatchkey();
  await use(latchkey);
  await latchkey.close();
}

const ofWorker = { scope: 'worker', timeout: 150_000 } as const;

/**
 * Playwright's `test` with `latchkey`, one per worker, whose address is the base of `page.goto`. A file that needs an
 * empty product, or other settings, calls `launchLatchkey` itself.
 */
export const test = base.extend<object, { latchkey: Latchkey }>({
  latchkey: [launched, ofWorker],
  baseURL: async ({ latchkey }, use) => use(latchkey.origin),
});

/** The same with a product that no other file uses, for a file that judges everything that its pages show. */
export const testAlone = () =>
  test.extend<object, { latchkey: Latchkey }>({ latchkey: [launched, ofWorker] });
