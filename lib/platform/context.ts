import { AsyncLocalStorage } from 'node:async_hooks';
import type { Language } from '@/lib/kernel/language';
import { once } from './singleton';

/** What is known to everything that a piece of work calls, however deep and whatever it waits for. */
export interface Context {
  /** Of whoever asks. */
  language?: Language;
  /** The database transaction that the work is part of. */
  transaction?: { isOpen: boolean };
  /** The verb that runs. */
  verb?: { name: string; audit: readonly string[] };
}

// One storage for all of it: before Node 24 each storage costs time at every promise, timer and request of the process.
const storage = () => once('context', () => new AsyncLocalStorage<Context>());

/** Runs `work` with `own` known to it, beside what is known already; work beside it is not touched. */
export function runInContext<T>(own: Context, work: () => T): T {
  const store = storage();
  return store.run({ ...store.getStore(), ...own }, work);
}

/** What is known to the work in hand. */
export function context(): Context {
  return storage().getStore() ?? {};
}
