'use client';

import { CircleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Member } from '@/components/picker/binding';
import type { Listing } from '@/components/picker/use-browse';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { clashesOf, type EnvironmentDraft } from './environment-draft';
import { environmentWords as words } from './environment-words';

export interface VariableListProps {
  draft: EnvironmentDraft;
  variables: Listing<readonly Member[]>;
  /** The connection's own fields. */
  own: readonly { name: string }[];
  error: string | undefined;
  onOnly: (only: string[]) => void;
}

const shownAtFirst = 12;

/** The variables by name, never with a value: which are masked, which a field of one's own replaces, and which are taken. */
export function VariableList({ draft, variables, own, error, onOnly }: VariableListProps) {
  const [isAll, setAll] = useState(false);
  const { prefix, only } = draft;
  if (variables.isLoading) {
    return (
      <div role="status" aria-label={words.loading} className="grid gap-3 rounded border bg-surface p-3">
        <Skeleton className="w-2/5" />
        <Skeleton className="w-3/5" />
        <Skeleton className="w-1/2" />
      </div>
    );
  }
  if (!variables.data) return null;
  const names = variables.data.map(({ title }) => title);
  const gone = (only ?? []).filter((name) => !names.includes(name));
  const clashes = clashesOf(draft, names, own);
  const rows = [...variables.data, ...gone.map((title) => ({ title, type: undefined, times: undefined }))];
  const shown = isAll ? rows : rows.slice(0, shownAtFirst);
  const hasTwins = variables.data.some(({ times }) => times !== undefined);
  const hintOf = ({ title, type, times }: (typeof rows)[number]) => {
    if (times !== undefined) return words.ambiguous(times);
    if (type === undefined) return words.gone;
    const kind = type === 'masked' ? words.masked : words.plain;
    return clashes.has(`${prefix}${title}`) ? `${kind} · ${words.own}` : kind;
  };
  const tick = (name: string, isTaken: boolean) =>
    onOnly(isTaken ? [...(only ?? []), name] : (only ?? []).filter((each) => each !== name));
  return (
    <div className="grid gap-2">
      <p className="font-medium text-sm">{words.variables(names.length)}</p>
      <ul
        aria-label={words.variables(names.length)}
        className="divide-y divide-line rounded border bg-surface"
      >
        {shown.map((row) => (
          <li
            key={row.title}
            className="flex min-w-0 flex-wrap items-baseline justify-between gap-x-3 gap-y-0.5 px-3 py-1.5"
          >
            {only ? (
              <Checkbox
                label={<code className="break-all text-sm">{`${prefix}${row.title}`}</code>}
                isChecked={only.includes(row.title)}
                onCheckedChange={(isTaken) => tick(row.title, isTaken)}
                className="min-w-0"
              />
            ) : (
              <code className="min-w-0 break-all text-sm">{`${prefix}${row.title}`}</code>
            )}
            <span className="text-ink-3 text-xs">{hintOf(row)}</span>
          </li>
        ))}
      </ul>
      {rows.length > shown.length && (
        <div>
          <Button size="sm" onClick={() => setAll(true)}>
            {words.more(rows.length)}
          </Button>
        </div>
      )}
      {error && (
        <p role="alert" className="flex gap-1.5 text-bad-ink text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0">{error}</span>
        </p>
      )}
      {hasTwins && !only && <Notice tone="bad">{words.oneTwice}</Notice>}
      {clashes.size > 0 && (
        <Notice tone="warn">{words.ownWins([...clashes].join(', '), clashes.size)}</Notice>
      )}
    </div>
  );
}
