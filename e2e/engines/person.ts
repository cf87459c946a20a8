import { setTimeout as sleep } from 'node:timers/promises';
import { type Driver, keys } from './driver';

const patienceMs = 45_000;

/** What a person does in any engine: finds by what it is called, presses, types. Each waits for what it needs. */
export interface Person {
  open(address: string): Promise<void>;
  /** Presses what matches a selector and is called so. */
  press(selector: string, name: RegExp): Promise<void>;
  /** Presses an input of that name and types. `pasted`: all at once. */
  write(name: RegExp, text: string, how?: 'typed' | 'pasted'): Promise<void>;
  enter(): Promise<void>;
  /** Waits until something that matches a selector is called so, or reads so. */
  see(selector: string, name: RegExp): Promise<void>;
  /** Waits until the address ends so. */
  arrive(path: RegExp): Promise<void>;
  /** Waits until the page's scripts have everything in hand. */
  untilAlive(): Promise<void>;
  /** Waits until nothing more comes: what loads after the page, such as charts. */
  untilAtRest(): Promise<void>;
}

/** In the page: the elements in sight that match and are called so. */
const finder = `const nameOf = (element) => (element.getAttribute('aria-label')
  || (element.getAttribute('aria-labelledby') || '').split(' ').map((id) => document.getElementById(id)?.textContent || '').join(' ').trim()
  || [...(element.labels || [])].map((label) => label.textContent).join(' ')
  || element.textContent || '').replace(/\\s+/g, ' ').trim();
const find = (selector, pattern) => [...document.querySelectorAll(selector)].find((element) =>
  element.getClientRects().length > 0 && !element.closest('[inert], [aria-hidden=true]') && pattern.test(nameOf(element)));`;

export function personAt(driver: Driver): Person {
  const inPage = (body: string) => driver.run(`${finder}\n${body}`);
  const until = async (what: string, ask: () => Promise<unknown>): Promise<unknown> => {
    const endsAtMs = performance.now() + patienceMs;
    for (;;) {
      // While a page is exchanged there may be none to ask.
      const answer = await ask().catch(() => undefined);
      if (answer) return answer;
      if (performance.now() > endsAtMs) throw new Error(`${driver.title} waited in vain for ${what}`);
      await sleep(100);
    }
  };
  const press: Person['press'] = async (selector, name) => {
    const place = `const element = find(${JSON.stringify(selector)}, ${name});
      if (!element || element.matches(':disabled')) return null;
      if (!Object.keys(element).some((key) => key.startsWith('__reactFiber'))) return null;
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { x, y, width, height } = element.getBoundingClientRect();
      const at = { x: x + width / 2, y: y + height / 2 };
      // Something else may lie over it yet, such as a dialog that fades away.
      const top = document.elementFromPoint(at.x, at.y);
      return top && (element.contains(top) || top.contains(element)) ? at : null;`;
    const { x, y } = Object(await until(`${selector} ${name}`, () => inPage(place)));
    await driver.clickAt(x, y);
  };
  return {
    press,
    open: (address) => driver.open(address),
    write: async (name, text, how = 'typed') => {
      await press('input, textarea', name);
      await until(`${name} to have the focus`, () =>
        driver.run(`return document.activeElement?.matches('input, textarea');`),
      );
      if (how === 'typed') return driver.type(text);
      await driver.run(`document.execCommand('insertText', false, ${JSON.stringify(text)}); return true;`);
    },
    enter: () => driver.type(keys.enter),
    see: async (selector, name) => {
      await until(`${selector} ${name}`, () =>
        inPage(`return Boolean(find(${JSON.stringify(selector)}, ${name}));`),
      );
    },
    arrive: async (path) => {
      await until(`the address ${path}`, () => driver.run(`return ${path}.test(location.href);`));
    },
    untilAlive: async () => {
      const alive = `const controls = [...document.querySelectorAll('button, input:not([type=hidden]), textarea')];
        return document.readyState === 'complete' && controls.every((control) => Object.keys(control).some((key) => key.startsWith('__reactFiber')));`;
      await until('the page to be alive', () => driver.run(alive));
    },
    untilAtRest: async () => {
      let before = '';
      await until('the page to rest', async () => {
        await sleep(500);
        const now = JSON.stringify(
          await driver.run(`return [document.body.innerText.length, document.querySelectorAll('*').length];`),
        );
        const isSame = now === before;
        before = now;
        return isSame;
      });
    },
  };
}
