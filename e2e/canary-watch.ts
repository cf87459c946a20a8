import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Canary, type Sighting, sightings } from './canaries';

/** Looks for canaries in all that passes by. `places` counts what was looked at, so that a search of nothing is seen. */
export interface Watch {
  look(place: string, found: string | Buffer): void;
  /** Looks at everything that a page is sent, asks for by address, prints, keeps and shows. */
  follow(page: Page): void;
  /** The page as it stands, and what the browser keeps. */
  lookAtPage(page: Page): Promise<void>;
  /** Every file under a folder, those changed since `sinceMs` alone when it is told. Returns how many bytes. */
  lookAtFolder(folder: string, sinceMs?: number): Promise<number>;
  /** Waits until everything that passed by was looked at, and tells what was found. */
  found(): Promise<Sighting[]>;
  places(): ReadonlySet<string>;
}

export function watchFor(canaries: readonly Canary[]): Watch {
  const seen: Sighting[] = [];
  const places = new Set<string>();
  const pending: Promise<void>[] = [];
  const before = new Map<string, Sighting[]>();
  const look = (place: string, found: string | Buffer) => {
    places.add(place);
    // The same bytes, such as a script that every page loads, are searched once.
    const digest = createHash('sha256').update(found).digest('base64');
    const inside = before.get(digest) ?? sightings(canaries, place, found);
    before.set(digest, inside);
    seen.push(...inside.map((sighting) => ({ ...sighting, place })));
  };

  async function lookAtFolder(folder: string, sinceMs = 0): Promise<number> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    let sizeBytes = 0;
    for (const entry of entries.filter((each) => each.isFile())) {
      const path = join(entry.parentPath, entry.name);
      const { mtimeMs } = await stat(path);
      if (mtimeMs < sinceMs) continue;
      const bytes = await readFile(path);
      sizeBytes += bytes.length;
      look(`file ${path}`, bytes);
    }
    return sizeBytes;
  }

  return {
    look,
    lookAtFolder,
    follow(page) {
      page.on('console', (message) => look('browser console', message.text()));
      page.on('pageerror', (error) => look('browser error', String(error.stack)));
      page.on('request', (request) => look('browser address', request.url()));
      page.on('response', (response) => {
        const { pathname } = new URL(response.url());
        const place = `browser ${response.request().method()} ${pathname}`;
        look(place, JSON.stringify(response.headers()));
        // An answer that was given up, such as a prefetch of a page that was left, has no body.
        pending.push(
          response.body().then(
            (body) => look(place, body),
            () => undefined,
          ),
        );
      });
    },
    async lookAtPage(page) {
      const { pathname } = new URL(page.url());
      look(`page ${pathname}`, await page.content());
      look(`text of page ${pathname}`, await page.locator('body').innerText());
      const kept = await page.evaluate(async () => {
        const values = [...document.querySelectorAll('input, textarea')].map(
          (each) => 'value' in each && each.value,
        );
        const databases = await indexedDB.databases();
        const stored = { ...localStorage, ...sessionStorage };
        return JSON.stringify({ values, databases, stored, history: history.state, cookie: document.cookie });
      });
      look(`browser storage at ${pathname}`, kept);
    },
    async found() {
      await Promise.all(pending);
      return seen;
    },
    places: () => places,
  };
}
