import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds wrong with what is on the screen, a line each: every rule in the light theme, and in the dark one what
 * a theme can change. Leaves the page in the light theme.
 */
export async function axeFaults(page: Page, place: string, themes: 'both' | 'light'): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await settled(page);
  const light = await new AxeBuilder({ page }).withTags(rules).analyze();
  if (themes === 'light') return linesOf(light, `${place}, light`);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await settled(page);
  const dark = await new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']).analyze();
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
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    // A change of theme is drawn in the frame after next.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const running = document
      .getAnimations()
      .filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
    await Promise.all(running.map(({ finished }) => finished.catch(() => undefined)));
  });
}

type Analysis = Awaited<ReturnType<AxeBuilder['analyze']>>;

function linesOf({ violations }: Analysis, place: string): string[] {
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${place}: ${id} at ${target.join(' ')} ${html.slice(0, 120)}`),
  );
}
