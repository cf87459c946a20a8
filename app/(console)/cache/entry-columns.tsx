import type { ReactNode } from 'react';
import { callerText } from '@/components/caller-text';
import { IntentLink } from '@/components/ui/intent-link';
import { Progress } from '@/components/ui/progress';
import { RelativeTime } from '@/components/ui/relative-time';
import type { TdProps } from '@/components/ui/table';
import { Tip } from '@/components/ui/tooltip';
import { numberText } from '@/components/words/numbers';
import type { EntryView } from '@/lib/cache/schema';
import { ageOf } from './age';
import { EntryStatus, Trouble } from './entry-state';
import { NextRefresh } from './next-refresh';
import { cacheWords as words } from './words';

export interface EntryColumn {
  /** Its label is `words.columns` of this name. Where it is also a sort's, its head sorts by it. */
  name: Exclude<keyof typeof words.columns, 'reference' | 'actions'>;
  align?: 'left' | 'right';
  /** The narrowest screen that has room for it; always, unless told. */
  from?: keyof typeof hiddenBelow;
  /** Where it stands when rows are cards. */
  narrow?: NonNullable<TdProps['narrow']>;
  className?: string;
  cell: (entry: EntryView) => ReactNode;
}

/** Whole class names, for they are found in the text of this file. */
export const hiddenBelow = {
  lg: 'max-lg:hidden',
  xl: 'max-xl:hidden',
  '90rem': 'max-[90rem]:hidden',
  '2xl': 'max-2xl:hidden',
};

/** What is told of an entry between its reference and its buttons, in this order. */
export const entryColumns: readonly EntryColumn[] = [
  {
    name: 'state',
    narrow: 'aside',
    className: 'whitespace-nowrap',
    cell: (entry) => <EntryStatus entry={entry} look="row" />,
  },
  {
    name: 'age',
    narrow: 'detail',
    cell: (entry) => (
      <>
        <AgeBar entry={entry} />
        <Trouble entry={entry} className="mt-0.5 md:hidden" />
      </>
    ),
  },
  {
    name: 'next',
    from: '2xl',
    className: 'whitespace-nowrap',
    cell: (entry) => <NextRefresh entry={entry} />,
  },
  {
    name: 'connections',
    from: 'xl',
    className: 'max-w-44 whitespace-nowrap',
    cell: (entry) => <Users entry={entry} />,
  },
  {
    name: 'manager',
    from: '2xl',
    className: 'max-w-40 truncate whitespace-nowrap',
    cell: (entry) => entry.secretManagerName,
  },
  { name: 'hits', from: '90rem', align: 'right', cell: (entry) => numberText(entry.hits) },
  {
    name: 'last_read',
    from: 'lg',
    align: 'right',
    className: 'whitespace-nowrap',
    cell: (entry) => <LastRead entry={entry} />,
  },
  {
    name: 'changed',
    from: '2xl',
    align: 'right',
    className: 'whitespace-nowrap',
    cell: (entry) => (
      <span className="relative z-10">
        <RelativeTime at={entry.changedAt} never={words.neverRead} />
      </span>
    ),
  },
];

/** Age in words over a thin bar. */
export function AgeBar({ entry }: { entry: EntryView }) {
  const { text, next, ratio, tone } = ageOf(entry);
  return (
    <span className="block whitespace-nowrap md:min-w-32">
      <span className="block text-xs">
        {text}
        <span className="text-ink-3 md:sr-only"> · </span>
        <span className="text-ink-3 md:block">{next}</span>
      </span>
      <Progress label={words.age.bar} ratio={ratio} tone={tone} className="mt-1 h-0.5 max-md:hidden" />
    </span>
  );
}

function Users({ entry: { connections } }: { entry: EntryView }) {
  const [first, ...others] = connections;
  if (!first) return <span className="text-ink-3">{words.noConnection}</span>;
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      <IntentLink
        href={`/connections/${first.key}`}
        className="relative z-10 min-w-0 truncate rounded-xs text-ink hover:underline"
      >
        {first.name}
      </IntentLink>
      {others.length > 0 && (
        <Tip text={others.map(({ name }) => name).join(', ')}>
          <span className="relative z-10 shrink-0 text-ink-3 text-xs">
            {words.moreConnections(others.length)}
          </span>
        </Tip>
      )}
    </span>
  );
}

function LastRead({ entry: { lastReadAt, lastReadBy } }: { entry: EntryView }) {
  if (!lastReadAt) return <span className="text-ink-3">{words.neverRead}</span>;
  return (
    <span className="flex items-baseline justify-end gap-2">
      {lastReadBy && (
        <span className="max-w-36 truncate text-ink-3 text-xs max-2xl:hidden">{callerText(lastReadBy)}</span>
      )}
      <span className="relative z-10">
        <RelativeTime at={lastReadAt} />
      </span>
    </span>
  );
}
