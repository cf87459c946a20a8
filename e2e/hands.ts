import { expect, type Locator, type Page } from '@playwright/test';
import { isTurn } from '../scripts/by-turns.mjs';
import { untilAlive } from './alive';

/** As long as a person holds a key: of a radio group the next one takes the focus, and is chosen, while it is down. */
export const heldMs = 150;

/** How a person does things: by the mouse, or by the keyboard alone. */
export interface Hand {
  press: (page: Page, what: Locator) => Promise<void>;
  tick: (page: Page, box: Locator) => Promise<void>;
  write: (page: Page, into: Locator, text: string) => Promise<void>;
  /** From the clipboard; the context needs `clipboard-write`. */
  paste: (page: Page, into: Locator, text: string) => Promise<void>;
  /** An item of the menu that is open. */
  choose: (page: Page, item: Locator) => Promise<void>;
}

const mouse: Hand = {
  press: (_page, what) => what.click(),
  tick: (_page, box) => box.click(),
  write: (_page, into, text) => into.fill(text),
  paste: async (page, into, text) => {
    await into.click();
    await pasteHere(page, text);
  },
  choose: (_page, item) => item.click(),
};

/** The keyboard alone. */
export const keyboard: Hand = {
  press: async (page, what) => {
    await reach(page, what);
    await page.keyboard.press('Enter');
  },
  tick: async (page, box) => {
    await reach(page, box);
    await page.keyboard.press('Space');
  },
  write: async (page, into, text) => {
    await reach(page, into);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(text);
  },
  paste: async (page, into, text) => {
    await reach(page, into);
    await pasteHere(page, text);
  },
  choose: async (page, item) => {
    await reach(page, item, 'ArrowDown');
    await page.keyboard.press('Enter');
  },
};

/** Both hands, by how a test's name tells them. */
const hands = [
  ['the mouse', mouse],
  ['the keyboard alone', keyboard],
] as const satisfies [string, Hand][];

/** The hands that do what `what` names: one of them by turns, both without turns (scripts/by-turns.mjs). */
export function handsFor(what: string): readonly (readonly [name: string, hand: Hand])[] {
  return hands.filter((_each, at) => isTurn(what, at === 0 ? 0 : 1));
}

async function pasteHere(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('ControlOrMeta+V');
}

/** Goes on by a key until the wanted has the focus; fails when it cannot be reached. */
async function reach(page: Page, wanted: Locator, by: 'Tab' | 'ArrowDown' = 'Tab'): Promise<void> {
  await expect(wanted).toBeVisible();
  await untilAlive(page);
  for (let tries = 0; tries < 120; tries += 1) {
    if (await wanted.evaluate((found) => found === document.activeElement)) return;
    await page.keyboard.press(by);
  }
  throw new Error(`${wanted} cannot be reached by ${by}.`);
}
