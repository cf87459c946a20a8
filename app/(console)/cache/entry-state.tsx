import { Clock3, CloudAlert, EyeOff, Hourglass } from 'lucide-react';
import { titleOfCode } from '@/components/query/api-get';
import { Status } from '@/components/ui/status';
import type { Tone } from '@/components/ui/tone';
import type { EntryView } from '@/lib/cache/schema';
import type { EntryState } from './filter';
import { cacheWords } from './words';

/** How each state looks. */
export const stateLooks = {
  fresh: { tone: 'ok' as Tone, icon: undefined },
  stale: { tone: 'warn' as Tone, icon: Clock3 },
  absent: { tone: 'idle' as Tone, icon: EyeOff },
  expired: { tone: 'bad' as Tone, icon: Hourglass },
} satisfies Record<EntryState, { tone: Tone; icon: typeof Clock3 | undefined }>;

/** The state as icon and word, with the last trouble under it. */
export function EntryStatus({ entry }: { entry: EntryView }) {
  const { tone, icon } = stateLooks[entry.state];
  const trouble = entry.lastError?.code ?? entry.absentCode;
  return (
    <span className="block min-w-0">
      <Status tone={tone} {...(icon ? { icon } : {})}>
        {cacheWords.states[entry.state]}
      </Status>
      {trouble && (
        <span className="flex items-center gap-1 text-ink-2 text-xs max-md:hidden">
          {entry.lastError && <CloudAlert aria-hidden className="size-3.5 shrink-0 text-warn-ink" />}
          {titleOfCode(trouble)}
        </span>
      )}
    </span>
  );
}
