import { cn } from '@/components/ui/cn';
import { dayText } from '@/components/words/numbers';
import type { UsageView } from '@/lib/connections/usage-schema';
import { usageWords as words } from '../usage-words';

/** A small bar a day: what was read, and on top what failed. The numbers stand in each bar's text. */
export function DayBars({ days }: { days: UsageView['days'] }) {
  const top = Math.max(1, ...days.map(({ reads, failures }) => reads + failures));
  const hasFailures = days.some(({ failures }) => failures > 0);
  // A day with anything at all is seen.
  const heightOf = (count: number) => (count === 0 ? '0' : `max(2px, ${(count / top) * 100}%)`);
  return (
    <figure className="grid max-w-md gap-1.5">
      <figcaption className="flex flex-wrap gap-x-4 text-ink-3 text-xs">
        {words.chart}
        {hasFailures && (
          <span className="flex gap-3">
            <Key className="bg-accent">{words.read}</Key>
            <Key className="bg-bad">{words.failed}</Key>
          </span>
        )}
      </figcaption>
      <ol className="flex h-16 items-end gap-1 border-b">
        {days.map(({ day, reads, failures }) => {
          const text = words.dayOf(dayText(noonOf(day)), words.counts(reads, failures));
          return (
            <li key={day} title={text} className="flex h-full min-w-0 flex-1 flex-col justify-end">
              <span className="sr-only">{text}</span>
              <span aria-hidden className="rounded-t-xs bg-bad" style={{ height: heightOf(failures) }} />
              <span
                aria-hidden
                className={cn('bg-accent', failures === 0 && 'rounded-t-xs')}
                style={{ height: heightOf(reads) }}
              />
            </li>
          );
        })}
      </ol>
      <p aria-hidden className="flex justify-between text-ink-3 text-xs">
        <span>{dayText(noonOf(days[0]?.day ?? ''))}</span>
        <span>{words.today}</span>
      </p>
    </figure>
  );
}

/** Days are UTC: noon is the same date in most of the world's zones. */
function noonOf(day: string): number {
  return Date.parse(day) + 12 * 3_600_000;
}

function Key({ className, children }: { className: string; children: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <span aria-hidden className={cn('size-2 rounded-xs', className)} />
      {children}
    </span>
  );
}
