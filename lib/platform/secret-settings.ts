import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** Settings whose value is a secret. Each can be given in a file that NAME_FILE names. */
export const secretSettings = [
  'DATABASE_URL',
  'LATCHKEY_LISTEN_URL',
  'LATCHKEY_MASTER_KEY',
  'LATCHKEY_MASTER_KEY_PREVIOUS',
  'LATCHKEY_ADMIN_PASSWORD',
  'LATCHKEY_ADMIN_API_KEY',
  // Their addresses may hold a password.
  'HTTPS_PROXY',
  'HTTP_PROXY',
] as const;

/** Settings that other programs know in small letters too, which count before the others, as they do with curl. */
const alsoInSmallLetters = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'] as const;

type Settings = Record<string, string | undefined>;

const mostBytes = 64 * 1024;
const handedOverSchema = z.record(z.string(), z.string());

/**
 * The settings in `environment`, with those that the program which started this one handed over through the descriptor
 * LATCHKEY_SETTINGS_FD, as JSON. The secret ones are removed from `environment`: what is started from here, and whatever
 * prints its environment, does not have them.
 */
export function takeSettings(environment: Settings): Settings {
  const settings = { ...environment };
  const descriptor = Number(environment.LATCHKEY_SETTINGS_FD || Number.NaN);
  if (Number.isInteger(descriptor)) {
    Object.assign(settings, handedOverSchema.parse(JSON.parse(readFileSync(descriptor, 'utf8'))));
    closeSync(descriptor);
  }
  delete environment.LATCHKEY_SETTINGS_FD;
  for (const name of secretSettings) {
    delete environment[name];
    delete environment[name.toLowerCase()];
  }
  return settings;
}

/** The settings with those in small letters under their usual names. */
export function inUsualLetters(settings: Readonly<Record<string, string>>): Record<string, string> {
  const usual = { ...settings };
  for (const name of alsoInSmallLetters) {
    const small = settings[name.toLowerCase()];
    if (small !== undefined) usual[name] = small;
  }
  return usual;
}

export interface SecretFiles {
  /** The settings with what the files hold in place of their names. */
  settings: Record<string, string>;
  /** What is wrong, by name of the setting, for operators. */
  problems: Record<string, string>;
  /** Settings whose file everybody on this machine may read. */
  readableByAll: string[];
}

/** Reads the files that NAME_FILE names for a secret setting. The newline at the end is not part of the secret. */
export function readSecretFiles(settings: Readonly<Record<string, string>>): SecretFiles {
  const answer: SecretFiles = { settings: { ...settings }, problems: {}, readableByAll: [] };
  for (const name of secretSettings) {
    const setting = `${name}_FILE`;
    const path = settings[setting];
    if (path === undefined) continue;
    if (settings[name] !== undefined) {
      answer.problems[setting] = `and ${name} are both set. Keep one of them, best ${setting}`;
      continue;
    }
    const read = readSecretFile(path);
    if ('problem' in read) answer.problems[setting] = read.problem;
    else answer.settings[name] = read.text;
    if ('text' in read && read.isReadableByAll) answer.readableByAll.push(setting);
  }
  return answer;
}

function readSecretFile(path: string): { problem: string } | { text: string; isReadableByAll: boolean } {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const stats = fstatSync(file);
    if (stats.isDirectory()) return { problem: `names a folder: ${path}. Name the file in it` };
    if (stats.size > mostBytes) return { problem: `names a file too large for a secret: ${path}` };
    const text = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    if (text.trim() === '') return { problem: `names an empty file: ${path}` };
    return { text, isReadableByAll: process.platform !== 'win32' && (stats.mode & 0o004) !== 0 };
  } catch (error) {
    return { problem: unreadable(path, error) };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function unreadable(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return `names a file that is not there: ${path}. Correct the path, or make the file`;
  if (code === 'EACCES' || code === 'EPERM')
    return `names a file that this user may not read: ${path}. Give it to the user that Latchkey runs as`;
  return `names a file that cannot be read: ${path} (${String(code ?? 'unknown')})`;
}
