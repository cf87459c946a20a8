'use server';

import { runAction, runChange, runNoted } from '@/lib/doors/action';
import type { Outcome } from '@/lib/kernel/outcome';
import { setAccess } from '@/lib/managers/access';
import type { AccessInput, AccessView } from '@/lib/managers/access-schema';
import { closeBreaker } from '@/lib/managers/close-breaker';
import { recheckManager } from '@/lib/managers/recheck';
import { removeManager } from '@/lib/managers/remove';
import type { ManagerView, TestResult, UpdateInput } from '@/lib/managers/schema';
import { updateManager } from '@/lib/managers/update';

/** Tests a saved secret manager again. Good or bad, the record changes with it, so the page reloads its data. */
export async function recheckAction(id: string): Promise<Outcome<TestResult>> {
  return runNoted('recheck-manager', async (caller) => {
    const { manager: _manager, ...found } = await recheckManager({ caller, input: { id } });
    return found;
  });
}

/** Renames, rescopes, sets plan or policy, or replaces the token. */
export async function updateAction(input: { id: string; patch: UpdateInput }): Promise<Outcome<ManagerView>> {
  return runChange('update-manager', (caller) => updateManager({ caller, input }));
}

/** Lets requests go out again before the pause is over. */
export async function letThroughAction(id: string): Promise<Outcome<ManagerView>> {
  return runChange('close-breaker', (caller) => closeBreaker({ caller, input: { id } }));
}

/** Removes it; with `force` also while connections need it. The page itself is gone then: nothing is refreshed. */
export async function removeAction(input: { id: string; force: 'no' | 'yes' }): Promise<Outcome<void>> {
  return runAction('remove-manager', async (caller) => {
    await removeManager({ caller, input });
  });
}

/** Sets which projects may use which of its secrets. The answer tells which bound fields are refused from now on. */
export async function setAccessAction(input: { id: string } & AccessInput): Promise<Outcome<AccessView>> {
  return runChange('set-access', (caller) => setAccess({ caller, input }));
}
