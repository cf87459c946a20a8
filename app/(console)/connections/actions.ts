'use server';

import { createConnection } from '@/lib/connections/create';
import { lookUpKey } from '@/lib/connections/look-up-key';
import { removeConnection } from '@/lib/connections/remove';
import { restoreVersion } from '@/lib/connections/restore';
import type {
  ConnectionView,
  CreateInput,
  TakenKey,
  TestInput,
  TestStep,
  UpdateInput,
} from '@/lib/connections/schema';
import { beginTest } from '@/lib/connections/test';
import { updateConnection } from '@/lib/connections/update';
import type { RestoreInput } from '@/lib/connections/version-schema';
import { runAction, runChange } from '@/lib/doors/action';
import { logUnknown } from '@/lib/doors/unknown';
import { type Outcome, outcomeOf } from '@/lib/kernel/outcome';
import { parseInput } from '@/lib/kernel/parse';
import { currentLanguage } from '@/lib/platform/language';
import { checkReference } from '@/lib/secrets/check';
import { readForSearch } from '@/lib/secrets/read-for-search';
import {
  type CheckInput,
  type CheckResult,
  checkAllInputSchema,
  type Offers,
  type ReadForSearch,
  type ReadForSearchInput,
  type SearchAnswer,
  type SearchAsked,
  type SuggestInput,
} from '@/lib/secrets/schema';
import { searchSecrets } from '@/lib/secrets/search';
import { suggestReferences } from '@/lib/secrets/suggest';

/** Makes a connection. */
export async function create(input: CreateInput): Promise<Outcome<ConnectionView>> {
  return runChange('connections.create', (caller) => createConnection({ caller, input }));
}

/** Whether another connection has a key, and one like it that is free. */
export async function lookUp(input: { key: string }): Promise<Outcome<TakenKey>> {
  return runAction('connections.look-up-key', (caller) => lookUpKey({ caller, input }));
}

/** Changes a connection by what differs from the revision that the patch names. */
export async function update(input: { key: string; patch: UpdateInput }): Promise<Outcome<ConnectionView>> {
  return runChange('connections.update', (caller) => updateConnection({ caller, input }));
}

/** Restores a version of a connection, with what its preview asks for. */
export async function restore(input: {
  key: string;
  version: number;
  restore: RestoreInput;
}): Promise<Outcome<ConnectionView>> {
  return runChange('connections.restore', (caller) => restoreVersion({ caller, input }));
}

/** Removes a connection. */
export async function remove(input: { key: string }): Promise<Outcome<void>> {
  return runAction('connections.remove', (caller) => removeConnection({ caller, input }));
}

/** Resolves one reference as a workload would and tells all but the value. */
export async function check(input: CheckInput): Promise<Outcome<CheckResult>> {
  return runAction('connections.check', (caller) => checkReference({ caller, input }));
}

/** The same for at most a hundred at once: actions run one after the other, and so do not hold each other up. */
export async function checkAll(inputs: readonly CheckInput[]): Promise<Outcome<Outcome<CheckResult>[]>> {
  return runAction('connections.check-all', async (caller) =>
    Promise.all(
      parseInput(checkAllInputSchema, inputs).map((input) =>
        outcomeOf(
          () => checkReference({ caller, input }),
          () => undefined,
          currentLanguage(),
        ),
      ),
    ),
  );
}

/** Secrets that a pasted text may mean: those of its names, else those that are near. */
export async function suggest(input: SuggestInput): Promise<Outcome<Offers>> {
  return runAction('connections.suggest', (caller) => suggestReferences({ caller, input }));
}

/** Vaults, items and fields by name over all secret managers, out of what is listed already. */
export async function search(input: SearchAsked): Promise<Outcome<SearchAnswer>> {
  return runAction('connections.search', (caller) => searchSecrets({ caller, input }));
}

/** Lists more of a secret manager for searching. */
export async function readMore(input: ReadForSearchInput): Promise<Outcome<ReadForSearch>> {
  return runAction('connections.read-for-search', (caller) => readForSearch({ caller, input }));
}

/** Tests a saved connection against its app. The steps arrive one by one as they end. */
export async function test(
  input: { key: string } & TestInput,
): Promise<Outcome<{ steps: readonly Promise<TestStep>[]; done: Promise<Outcome<boolean>> }>> {
  return runAction('connections.test', async (caller) => {
    const { steps, result } = await beginTest({ caller, input });
    const done = outcomeOf(
      async () => (await result).ok,
      (error) => logUnknown('action failed', 'connections.test', error),
      currentLanguage(),
    );
    return { steps, done };
  });
}
