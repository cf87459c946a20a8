import { Clock3, CloudAlert, EyeOff, Hourglass, LoaderCircle } from 'lucide-react';
import { titleOfCode } from '@/components/query/api-get';
import { Status } from '@/components/ui/status';
import type { Tone } from '@/components/ui/tone';
import type { entryFilterStates, entryStates } from '@/lib/cache/entry-states';
import type { EntryView } from '@/lib/cache/schema';
import { cacheWords } from './words';

interface Look {
  tone: Tone;
  icon: typeof Clock3 | undefined;
}

/** How each state looks. */
export const stateLooks: Record<(typeof entryStates)[number], Look> = {
  fresh: { tone: 'ok', icon: undefined },
  stale: { tone: 'warn', icon: Clock3 },
  absent: { tone: 'idle', icon: EyeOff },
  expired: { tone: 'bad', icon: Hourglass },
};

/** The same for what a list can be narrowed to. */
export const filterLooks: Record<(typeof entryFilterStates)[number], Look> = {
  ...stateLooks,
  failing: { tone: 'bad', icon: CloudAlert },
};

/** The state as icon and word, with the last trouble under it; while it is read anew, that. */
export function EntryStatus({ entry }: { entry: EntryView }) {
  const { tone, icon } = stateLooks[entry.state];
  const trouble = entry.lastError?.code ?? entry.absentCode;
  return (
    <span className="block min-w-0">
      {entry.isRefreshing ? (
        <Status tone="info" icon={LoaderCircle}>
          {cacheWords.refreshing}
        </Status>
      ) : (
        <Status tone={tone} {...(icon ? { icon } : {})}>
          {cacheWords.states[entry.state]}
        </Status>
      )}
      {trouble && (
        <span className="flex items-center gap-1 text-ink-2 text-xs">
          {entry.lastError && <CloudAlert aria-hidden className="size-3.5 shrink-0 text-warn-ink" />}
          {titleOfCode(trouble)}
        </span>
      )}
    </span>
  );
}
