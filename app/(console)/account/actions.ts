'use server';

import { runChange } from '@/lib/doors/action';
import type { Outcome } from '@/lib/kernel/outcome';
import { changePassword } from '@/lib/users/change-password';
import { endOtherSessions, endOwnSession } from '@/lib/users/own-sessions';
import type { ChangePasswordInput } from '@/lib/users/schema';

/** Changes the person's own password. */
export async function changePasswordAction(
  input: ChangePasswordInput,
): Promise<Outcome<{ endedSessions: number }>> {
  return runChange('change-password', (caller) => changePassword({ caller, input }));
}

/** Signs one of the person's browsers out. */
export async function endSessionAction(input: { id: string }): Promise<Outcome<void>> {
  return runChange('end-session', (caller) => endOwnSession({ caller, input }));
}

/** Signs all of the person's browsers out but this one. */
export async function endOthersAction(): Promise<Outcome<{ endedSessions: number }>> {
  return runChange('end-other-sessions', (caller) => endOtherSessions({ caller }));
}
