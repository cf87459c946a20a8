import { existsSync } from 'node:fs';
import { installPackage, mayInstallPackages } from './apt.mjs';
import { runPackage } from './run.mjs';

const systemPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Where a Chromium lies that tests can drive: `LATCHKEY_TEST_CHROMIUM`, else Playwright's own, else the system's.
 * Undefined when there is none.
 */
export async function findChromium() {
  const { chromium } = await import('@playwright/test');
  const places = [process.env.LATCHKEY_TEST_CHROMIUM, chromium.executablePath(), ...systemPlaces];
  return places.find((place) => place && existsSync(place));
}

/** Gets a Chromium: Debian's package when this may install packages, else Playwright's download. Throws when neither comes. */
export async function installChromium() {
  if (mayInstallPackages()) return installPackage('chromium');
  await runPackage('playwright/cli.js', ['install', 'chromium']);
}
