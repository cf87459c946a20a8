'use server';

import { createConnection } from '@/lib/connections/create';
import { removeConnection } from '@/lib/connections/remove';
import { restoreVersion } from '@/lib/connections/restore';
import type { ConnectionView, CreateInput, TestInput, TestStep, UpdateInput } from '@/lib/connections/schema';
import { beginTest } from '@/lib/connections/test';
import { updateConnection } from '@/lib/connections/update';
import type { RestoreInput } from '@/lib/connections/version-schema';
import { runAction, runChange } from '@/lib/doors/action';
import { logUnknown } from '@/lib/doors/unknown';
import { type Outcome, outcomeOf } from '@/lib/kernel/outcome';
import { parseInput } from '@/lib/kernel/parse';
import { spokenNow } from '@/lib/platform/language';
import { checkReference } from '@/lib/secrets/check';
import {
  type CheckInput,
  type CheckResult,
  checkAllInputSchema,
  type Offers,
  type SuggestInput,
} from '@/lib/secrets/schema';
import { suggestReferences } from '@/lib/secrets/suggest';

/** Makes a connection. */
export async function create(input: CreateInput): Promise<Outcome<ConnectionView>> {
  return runChange('connections.create', (caller) => createConnection({ caller, input }));
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
          spokenNow(),
        ),
      ),
    ),
  );
}

/** Secrets that a pasted text may mean: those of its names, else those that are near. */
export async function suggest(input: SuggestInput): Promise<Outcome<Offers>> {
  return runAction('connections.suggest', (caller) => suggestReferences({ caller, input }));
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
      spokenNow(),
    );
    return { steps, done };
  });
}
