import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Language, languageSource } from '@/lib/kernel/language';
import { dropSingleton, replaceSingleton } from '@/lib/platform/singleton';

const files = ['app', 'components']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts') && !file.includes('.test.'));
const english = files.filter((file) => readFileSync(file, 'utf8').includes('= inLanguages({'));

function load(file: string): Promise<Record<string, object>> {
  return import(/* @vite-ignore */ join(process.cwd(), file));
}

/** Texts that are the same in both languages: names, units, and words that German has taken over. */
const same = new Set([
  // 1Password's own word, and a German one.
  'Environment',
  'Environments',
  'Variable',
  'Normal',
  'Version',
  '1Password',
  '1Password Connect',
  'Admin',
  'App',
  'Apps',
  'Business',
  'Deutsch',
  'English',
  'Host',
  'Latchkey',
  'Median (p50)',
  'Median (p50), ms',
  'Name',
  'Node.js',
  'Port',
  'Status',
  'Support',
  'Teams',
  'Test',
  'Workload',
  'a … z',
  'apiToken',
  'in',
  'optional',
  '',
]);

type Leaf = [path: string, text: unknown];

function leaves(words: object, path = ''): Leaf[] {
  return Object.entries(words).flatMap(([name, value]: [string, unknown]): Leaf[] =>
    typeof value === 'object' && value !== null
      ? leaves(value, `${path}.${name}`)
      : [[`${path}.${name}`, value]],
  );
}

function lengthOf(text: unknown): number | undefined {
  return typeof text === 'function' ? text.length : undefined;
}

function speak(spoken: Language): void {
  replaceSingleton(languageSource, () => spoken);
}

afterEach(() => dropSingleton(languageSource));

describe('the words of the console', () => {
  it('stand in files that speak every language', () => {
    expect(english.length).toBeGreaterThan(20);
    expect(files.filter((file) => /\bwords\.ts$/.test(file) && !english.includes(file))).toEqual([]);
  });

  it.each(english)('of %s have their German, of the same shape and no leftover English', async (file) => {
    const words = await load(file);
    const { german = {} } = await load(file.replace(/\.ts$/, '.de.ts'));
    for (const view of Object.values(words).filter((each) => typeof each === 'object')) {
      speak('en');
      const before = leaves(view);
      speak('de');
      const after = new Map(leaves(view));
      const faults = before.flatMap(([path, text]) => {
        const said = after.get(path);
        if (said === undefined || typeof said !== typeof text) return [`${path}: missing`];
        if (typeof text === 'function')
          return said === text || text.length !== lengthOf(said) ? [`${path}: not said in German`] : [];
        const isSame = said === text && !same.has(String(text)) && !String(text).startsWith('https://');
        return isSame ? [`${path}: “${text}” in both`] : [];
      });
      expect(faults).toEqual([]);
      expect([...after.keys()].filter((path) => !before.some(([known]) => known === path))).toEqual([]);
    }
    const known = new Set(leaves(Object.values(words)[0] ?? {}).map(([path]) => path));
    expect(leaves(german).filter(([path]) => !known.has(path))).toEqual([]);
  });

  it('are read when something is drawn, never when a module loads', async () => {
    const early: string[] = [];
    for (const file of files) {
      replaceSingleton(languageSource, () => {
        early.push(file);
        return 'en';
      });
      await load(file);
    }
    expect(early).toEqual([]);
  });
});
