import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type VerbEntry, verbList } from '@/lib/access/verb';
import type { Caller } from '@/lib/kernel/caller';

/** A verb of the code's own list, with the function that is it. */
export interface Verb extends VerbEntry {
  call(asked: { caller: Caller; input?: unknown }): Promise<unknown>;
}

/** Every file of a folder and below, without tests and their parts. Paths are relative to the repository. */
export function sourceFiles(folder: string, ending: RegExp = /\.ts$/): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/(^|\/)(testing|prisma-client)\//.test(path))
    .sort();
}

/** All verbs, by name: every module of lib/ that makes one is loaded. Those that a test made in this process are none. */
export async function loadVerbs(): Promise<ReadonlyMap<string, Verb>> {
  const namesIn = new Map(sourceFiles('lib').map((path) => [path, namesOf(readFileSync(path, 'utf8'))]));
  const paths = [...namesIn].filter(([, names]) => names.length > 0).map(([path]) => path);
  const names = new Set([...namesIn.values()].flat());
  const exported = new Map<string, unknown>();
  for (const path of paths) {
    const module: Record<string, unknown> = await import(resolve(path));
    for (const [name, value] of Object.entries(module)) exported.set(name, value);
  }
  return new Map(
    verbList()
      .filter(({ name }) => names.has(name))
      .map((entry) => [entry.name, { ...entry, call: callable(exported.get(entry.name)) }]),
  );
}

/** The verbs that a file makes, by what stands first in each. */
function namesOf(source: string): string[] {
  return [...source.matchAll(/=\s*(?:openVerb|verb)\((?:\{\s*name: '(\w+)')?/g)].map(([, name]) => {
    if (name === undefined) throw new Error('a verb does not begin with its name');
    return name;
  });
}

/** Guarantee: what a module exports under a verb's name is that verb, which parses what it is called with. */
function callable(value: unknown): Verb['call'] {
  if (typeof value !== 'function') throw new Error('a verb is not exported under its own name');
  return value as Verb['call'];
}
