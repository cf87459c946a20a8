'use server';

import { runChange } from '@/lib/doors/action';
import type { Outcome } from '@/lib/kernel/outcome';
import { closeBreaker } from '@/lib/managers/close-breaker';
import type { ManagerView } from '@/lib/managers/schema';

/** Lets requests go out again before the pause is over. */
export async function letThroughAction(id: string): Promise<Outcome<ManagerView>> {
  return runChange('close-breaker', (caller) => closeBreaker({ caller, input: { id } }));
}
