'use server';

import { runAction, runChange } from '@/lib/doors/action';
import type { Outcome } from '@/lib/kernel/outcome';
import { connectManager } from '@/lib/managers/connect';
import type { ConnectInput, ManagerView, TestInput, TestResult } from '@/lib/managers/schema';
import { testCredential } from '@/lib/managers/test';

/** Signs in with a token that is not saved and tells what it sees. */
export async function testTokenAction(input: TestInput): Promise<Outcome<TestResult>> {
  return runAction('test-token', (caller) => testCredential({ caller, input }));
}

/** Tests and saves a new secret manager. */
export async function connectAction(input: ConnectInput): Promise<Outcome<ManagerView>> {
  return runChange('connect-manager', (caller) => connectManager({ caller, input }));
}
