import type { Page } from '@playwright/test';
import axe, { type AxeResults, type RunOptions } from 'axe-core';

const everyRule: RunOptions = {
  resultTypes: ['violations'],
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
const rulesOfColour: RunOptions = {
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
};

/**
 * What axe finds wrong with what is on the screen, a line each: every rule in the light theme, and in the dark one what
 * a theme can change. Leaves the page to the light theme.
 */
export async function axeFaults(page: Page, place: string): Promise<string[]> {
  // Axe is asked in the page itself, which sees no further than its own frame.
  if (page.frames().length > 1) return [`${place}: a frame is in it, which is not looked into`];
  await turnTo(page, 'light');
  const light = await analyze(page, everyRule);
  await turnTo(page, 'dark');
  const dark = await analyze(page, rulesOfColour);
  // The next page is drawn in the light from its first frame on.
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  return [...linesOf(light, `${place}, light`), ...linesOf(dark, `${place}, dark`)];
}

/** Says by how much a page is wider than its screen; nothing when it fits. */
export async function overflowFaults(page: Page, place: string): Promise<string[]> {
  const beyondPixels = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  return beyondPixels > 0 ? [`${place}: ${beyondPixels} pixels too wide`] : [];
}

/** A fading thing has half its contrast: what moves must have come to rest. */
async function turnTo(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.evaluate(async () => {
    await document.fonts.ready;
    // A change of theme is drawn in the frame after next, on a busy machine later: at rest is what twice does not move.
    for (let still = 0; still < 2; still += 1) {
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      const running = document
        .getAnimations()
        .filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
      if (running.length > 0) still = -1;
      await Promise.all(running.map(({ finished }) => finished.catch(() => undefined)));
    }
  });
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}

async function analyze(page: Page, rules: RunOptions): Promise<AxeResults> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate((options): Promise<AxeResults> => window.axe.run(document, options), rules);
}

function linesOf({ violations }: AxeResults, place: string): string[] {
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${place}: ${id} at ${target.join(' ')} ${html.slice(0, 120)}`),
  );
}
