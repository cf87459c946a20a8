import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { allRows } from './testing/rows/all';
import { exportedFunctions, importsOf } from './testing/source';
import { loadVerbs, sourceFiles, type Verb } from './testing/verbs';

let verbs: ReadonlyMap<string, Verb>;
beforeAll(async () => {
  verbs = await loadVerbs();
});

// Verbs of people who are not signed in are tried where they are made, with what they need: a link, a password.
const isOpen = (name: string) => verbs.get(name)?.right === null;

describe('verbs', () => {
  it('have a row each, and each row has a verb', () => {
    const names = [...verbs.keys()].filter((name) => !isOpen(name));
    expect(names.filter((name) => !Object.hasOwn(allRows, name))).toEqual([]);
    expect(Object.keys(allRows).filter((name) => !verbs.has(name))).toEqual([]);
  });

  it('are the only way to do something for a caller: nobody else takes a caller with an input', () => {
    // Waits for the verb beginTest to end.
    const known = ['testConnection'];
    const others = sourceFiles('lib').flatMap((path) =>
      exportedFunctions(readFileSync(path, 'utf8'))
        .filter(({ parameters }) => /\bcaller\b/.test(parameters) && /\binput\b/.test(parameters))
        .map(({ name }) => `${path}: ${name}`)
        .filter((text) => !known.some((name) => text.endsWith(`: ${name}`))),
    );
    expect(others).toEqual([]);
  });

  it('are named as they are exported, each once', () => {
    const made = sourceFiles('lib').flatMap((path) => [
      ...readFileSync(path, 'utf8').matchAll(/export const (\w+) = (?:verb|openVerb)\(\{\s*name: '(\w+)'/g),
    ]);
    expect(made.filter(([, exported, named]) => exported !== named).map(([, exported]) => exported)).toEqual(
      [],
    );
    const all = sourceFiles('lib').flatMap((path) => [
      ...readFileSync(path, 'utf8').matchAll(/=\s*(?:verb|openVerb)\(\{/g),
    ]);
    expect(made.map(([, exported]) => exported).sort()).toEqual([...verbs.keys()].sort());
    expect(all).toHaveLength(made.length);
  });
});

describe('the console', () => {
  const sources = sourceFiles('app', /\.tsx?$/);
  const textOf = (path: string) => readFileSync(path, 'utf8');

  it('asks the database for nothing by itself', () => {
    expect(sources.filter((path) => /lib\/platform\/(database|prisma-client)/.test(textOf(path)))).toEqual(
      [],
    );
  });

  it('runs in each action one of the four ways to run one', () => {
    const actions = sources.filter((path) => /^['"]use server['"]/m.test(textOf(path)));
    expect(actions.length).toBeGreaterThan(5);
    // Ends the session of the browser that asks, whoever it is.
    const known = ['signOut'];
    const without = actions.flatMap((path) =>
      exportedFunctions(textOf(path))
        .filter(
          ({ name, body }) => !known.includes(name) && !/\brun(Action|Change|Noted|OpenAction)\(/.test(body),
        )
        .map(({ name }) => `${path}: ${name}`),
    );
    expect(without).toEqual([]);
  });

  it('exports from an action file nothing but functions that were looked at', () => {
    const others = sources
      .filter((path) => /^['"]use server['"]/m.test(textOf(path)))
      .filter((path) => /^export (?!async function )/m.test(textOf(path)));
    expect(others).toEqual([]);
  });

  it('asks who is there on each page', () => {
    const pages = sources.filter((path) => /^app\/\(console\)\/(.*\/)?page\.tsx$/.test(path));
    expect(pages.length).toBeGreaterThan(10);
    expect(pages.filter((path) => !/await pageCaller\(\)/.test(textOf(path)))).toEqual([]);
  });

  it('takes from the domain verbs alone, and what browsers may have: schemas, names, types', () => {
    const open = ['isSetUp'];
    const wrong = sources.flatMap((path) =>
      importsOf(textOf(path))
        .filter(({ from }) => /^@\/lib\/(?!doors\/|kernel\/|platform\/)/.test(from))
        .filter(({ from }) => !browserSafe.test(from))
        .filter(({ name }) => !verbs.has(name) && !open.includes(name))
        .map(({ name, from }) => `${path}: ${name} of ${from}`),
    );
    expect(wrong).toEqual([]);
  });
});

/** Modules of words, names and schemas: they ask nobody for anything. */
const browserSafe =
  /\/(?:[a-z-]*schema|names|status|scan-schedules|entry-states|entry-sorts|absence|default-policy|freshness|ranges|event|measures|outcomes|descriptors|references|references-in-text|patterns|onepassword\/token-text|onepassword-connect\/token)$/;
