import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/chromium.mjs';

const isRoot = process.getuid?.() === 0;

// The tests drive the built product (npm run build); e2e/launch.ts starts it beside a sandbox account.
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 150_000,
  expect: { timeout: 10_000 },
  // Files share nothing: each worker starts a product and an account of its own.
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    // Without a film strip, which costs time: the page at each step is in it anyway.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 800 },
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: await findChromium(),
      // Chromium refuses its own sandbox to root alone.
      chromiumSandbox: !isRoot,
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
