import type { Caller } from '@/lib/kernel/caller';
import { isPlatformAdmin } from '@/lib/kernel/permissions';
import { clockSentence, clockTrouble, timeState } from '@/lib/platform/keep-time';
import { translate } from '@/lib/platform/language';
import type { AttentionItem } from './schema';

/** A clock that is off, for those who can have it set. */
export function clocks(caller: Caller): AttentionItem[] {
  if (!isPlatformAdmin(caller)) return [];
  const state = timeState();
  const trouble = clockTrouble(state);
  if (!trouble) return [];
  return [
    {
      id: `clock:${trouble.clock}`,
      kind: 'clock_off',
      severity: 'warning',
      subject: { kind: 'installation', id: 'latchkey', label: 'Latchkey', app: null },
      fields: [],
      message: translate(clockSentence(trouble)),
      since: trouble.clock === 'machine' ? (state?.lastStep?.at ?? null) : null,
      next: { action: 'open', path: '/health' },
    },
  ];
}
