import { z } from 'zod';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { idSchema } from '@/lib/kernel/ids';
import { may } from '@/lib/kernel/permissions';
import { database, transaction } from '@/lib/platform/database';
import { isOwnTrouble } from '@/lib/probes/outcomes';
import { findConnectionRow, noSuchConnection } from './find';
import { loadPlan } from './plan';
import { type TestInput, type TestResult, type TestStep, testInputSchema } from './schema';
import { runTest } from './test-steps';
import { takeTestTurn } from './test-turns';

/** A test under way: each step as it ends, in order, and the whole. None of the promises rejects but `result`. */
export interface BegunTest {
  steps: readonly Promise<TestStep>[];
  result: Promise<TestResult>;
}

/**
 * Begins a test of a saved connection: its values are resolved as a workload would get them, and used for one
 * harmless call to its app (docs/decisions/0030). Nothing that the app says comes back, only how each step ended.
 * The audit is written whatever the outcome. Throws `forbidden`, `not_found`, `invalid_input`, `over_budget` (too many).
 */
export const beginTest = verb({
  name: 'beginTest',
  right: 'connection:test',
  input: z.object({ key: idSchema, ...testInputSchema.shape }),
  audit: ['connection.tested', 'connection.followed_name'],
  run: async ({ caller, input }): Promise<BegunTest> => {
    const { path } = input;
    const row = await findConnectionRow(database(), caller, input.key);
    const plan = await loadPlan(row.key);
    if (!plan || !may(caller, 'connection:test', plan)) throw noSuchConnection(row.key);
    const endTurn = await takeTestTurn(caller);
    const run = runTest({ caller, row, plan, path });
    return { steps: run.steps, result: concluded().finally(endTurn) };

    async function concluded(): Promise<TestResult> {
      const steps = await Promise.all(run.steps);
      const bad = steps.find(({ state, code }) => state === 'failed' || isOwnTrouble(code));
      await transaction((tx) =>
        recordEvent(tx, {
          caller,
          verb: 'connection.tested',
          subject: { kind: 'connection', id: row.id, label: row.key },
          details: { outcome: bad?.code ?? steps.at(-1)?.code ?? '', host: run.destination() },
        }),
      );
      return { ok: !bad, steps };
    }
  },
});

/** The same, waited for. */
export async function testConnection(asked: {
  caller: Caller;
  input: { key: string } & TestInput;
}): Promise<TestResult> {
  const { result } = await beginTest(asked);
  return result;
}
