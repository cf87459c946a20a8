import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '../chromium.mjs';

const screens = {
  wide: { viewport: { width: 1440, height: 900 } },
  narrow: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  // For the README: sharp on any screen.
  sharp: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 2 },
};

const everyLook = { wide: ['light', 'dark'], narrow: ['light', 'dark'] };

/** A browser that photographs the console at `origin` into the folder `pictures`. */
export async function openCamera(pictures, origin) {
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    // Chromium refuses its own sandbox to root alone.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-background-networking', '--disable-component-update', '--no-first-run'],
  });
  let storageState;
  let asPerson;

  async function newContext(screen, as = 'the admin') {
    return browser.newContext({
      ...screens[screen],
      baseURL: origin,
      locale: 'en-GB',
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
      ...(storageState && as === 'the admin' ? { storageState } : {}),
    });
  }

  /** Opens a subject once for each screen and takes it in each theme. Returns how many pictures that made. */
  async function take({ name, looks = everyLook, as, open, clip }, data) {
    for (const [screen, themes] of Object.entries(looks)) {
      const context = await newContext(screen, as);
      const page = await context.newPage();
      await open(page, data).catch(async (error) => {
        await page.screenshot({ path: join(tmpdir(), 'latchkey-screenshot-failed.png') });
        throw new Error(`${name}, ${screen}: ${error.message}`);
      });
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme });
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        await page.waitForTimeout(250);
        const file = screen === 'sharp' ? `${name}.png` : `${name}-${screen}-${theme}.png`;
        const box = await clip?.(page);
        await page.screenshot({
          path: join(pictures, file),
          animations: 'disabled',
          ...(box ? { clip: box } : {}),
        });
      }
      await context.close();
    }
    return Object.values(looks).flat().length;
  }

  return {
    take,
    /** Makes the first admin by the link; from then on everything is seen as this person. */
    signInAs: async ({ name, email, password }, link) => {
      const context = await newContext('wide');
      const page = await context.newPage();
      await page.goto(link);
      await page.getByLabel('Your name').fill(name);
      await page.getByLabel('Email address').fill(email);
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Create admin and sign in' }).click();
      await page.getByRole('heading', { level: 1, name: 'Get started' }).waitFor();
      storageState = await context.storageState();
      await page.close();
      asPerson = context;
    },
    /** Calls the API as that person. Throws when it refuses and `mayFail` does not say that it may. */
    call: async (method, path, body, { mayFail = 'no' } = {}) => {
      const response = await asPerson.request.fetch(`${origin}/api/v1${path}`, {
        method,
        headers: { origin },
        ...(body === undefined ? {} : { data: body }),
      });
      const text = await response.text();
      if (!response.ok() && mayFail === 'no')
        throw new Error(`${method} ${path}: ${response.status()} ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    },
    close: () => browser.close(),
  };
}
