import type { Page } from '@playwright/test';

/**
 * Waits until everything on the page that can be pressed or filled in is in React's hands: what is pressed before that is lost.
 * React keeps its own node in a property of each element that it looks after.
 */
export async function untilAlive(page: Page): Promise<void> {
  const isAlive = () => {
    const controls = [...document.querySelectorAll('button, input:not([type=hidden]), textarea, select')];
    return (
      document.readyState === 'complete' &&
      controls.every((control) => Object.keys(control).some((key) => key.startsWith('__reactFiber')))
    );
  };
  await page.waitForFunction(isAlive, undefined, { timeout: 30_000 });
  // Effects, which listen for keys, run in the frame after.
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
}

/** The page's next frames come before React has drawn anything, as they may on a busy machine. */
export async function hurryFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.requestAnimationFrame = (draw) => {
      queueMicrotask(() => draw(performance.now()));
      return 0;
    };
  });
}
