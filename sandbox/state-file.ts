import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Account } from './model';
import { readState, writeState } from './state';

/** The account that a file holds, or undefined when there is no file. Throws when the file cannot be read. */
export function loadAccount(path: string, now: () => number): Account | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return readState(readFileSync(path, 'utf8'), now);
  } catch (error) {
    throw new Error(`${path} holds no account of the sandbox; remove it to start again.`, { cause: error });
  }
}

/**
 * Saves the account to a file after each change, once for all changes of a turn of the event loop. Answers a function
 * that saves what is still unsaved at once.
 */
export function keepSaved(account: Account, path: string): () => void {
  let isDirty = false;
  const save = () => {
    if (!isDirty) return;
    isDirty = false;
    writePrivateFile(path, writeState(account));
  };
  account.changed = () => {
    if (!isDirty) setImmediate(save);
    isDirty = true;
  };
  account.changed();
  save();
  return save;
}

/** Writes a file that only its owner can read, whole or not at all. */
export function writePrivateFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, text, { mode: 0o600, flag: 'w' });
  renameSync(draft, path);
}
