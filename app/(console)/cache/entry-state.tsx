import { Clock3, CloudAlert, EyeOff, Hourglass, LoaderCircle } from 'lucide-react';
import { titleOfCode } from '@/components/query/api-get';
import { cn } from '@/components/ui/cn';
import { Status } from '@/components/ui/status';
import type { Tone } from '@/components/ui/tone';
import type { entryFilterStates, entryStates } from '@/lib/cache/entry-states';
import type { EntryView } from '@/lib/cache/schema';
import { stateTone } from './state-tone';
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

/**
 * The state as icon and word, with the last trouble under it; while it is read again, that. In a `row` of a narrow screen
 * the trouble stands elsewhere: beside the reference it would take its room.
 */
export function EntryStatus({ entry, look = 'whole' }: { entry: EntryView; look?: 'row' | 'whole' }) {
  const { icon } = stateLooks[entry.state];
  return (
    <span className="block min-w-0">
      {entry.isRefreshing ? (
        <Status tone="info" icon={LoaderCircle}>
          {cacheWords.refreshing}
        </Status>
      ) : (
        <Status tone={stateTone(entry)} {...(icon ? { icon } : {})}>
          {cacheWords.states[entry.state]}
        </Status>
      )}
      <Trouble
        entry={entry}
        className={look === 'row' ? 'w-24 whitespace-normal xl:w-max xl:max-w-40 max-md:hidden' : ''}
      />
    </span>
  );
}

/** The last trouble in a few words; nothing where there is none. */
export function Trouble({ entry, className }: { entry: EntryView; className?: string }) {
  const code = entry.absentCode ?? entry.lastError?.code;
  if (!code) return null;
  return (
    <span className={cn('flex items-center gap-1 text-ink-2 text-xs', className)}>
      {!entry.absentCode && <CloudAlert aria-hidden className="size-3.5 shrink-0 text-warn-ink" />}
      {titleOfCode(code)}
    </span>
  );
}
