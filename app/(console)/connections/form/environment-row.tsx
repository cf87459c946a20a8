'use client';

import { CircleX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ProviderMark } from '@/components/provider-mark';
import { Button } from '@/components/ui/button';
import { Status } from '@/components/ui/status';
import type { ConnectionView } from '@/lib/connections/schema';
import { refusedWords } from '../refused-words';
import { environmentWords as words } from './environment-words';
import { formWords } from './words';

const shownAtFirst = 12;

/** A whole Environment as one row: which one, and its variables by name as they were when it was read last. */
export function EnvironmentRow({
  environment,
  troubles,
  actions,
}: {
  environment: NonNullable<ConnectionView['environment']>;
  troubles: readonly string[];
  actions?: ReactNode;
}) {
  const { secretManagerName, title, prefix, only, variables, clashes, isVerified, refused } = environment;
  const [isAll, setAll] = useState(false);
  const shown = isAll ? variables : variables.slice(0, shownAtFirst);
  const asides = [
    words.variables(variables.length),
    ...(only ? [words.onlyThese] : []),
    ...(prefix ? [words.withPrefix(prefix)] : []),
  ];
  return (
    <div className="grid min-w-0 gap-2.5 rounded border bg-surface p-3">
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <ProviderMark provider="onepassword" className="size-4 text-ink-3" />
        <span className="min-w-0 break-words font-medium">{words.of(secretManagerName, title)}</span>
        <span className="text-ink-3 text-sm">{asides.join(' · ')}</span>
      </div>
      {refused && <Status tone="bad">{refusedWords.field[refused.reason]}</Status>}
      {!isVerified && <Status tone="warn">{formWords.field.unverified}</Status>}
      {troubles.map((text) => (
        <p key={text} className="flex gap-1.5 text-bad-ink text-sm">
          <CircleX aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0">{text}</span>
        </p>
      ))}
      <ul aria-label={words.variables(variables.length)} className="flex min-w-0 flex-wrap gap-1.5">
        {shown.map((name) => (
          <li key={name} className="min-w-0">
            <code className="block break-all rounded-sm border bg-sunken px-1.5 py-0.5 text-ink-2 text-xs">
              {`${prefix}${name}`}
            </code>
          </li>
        ))}
        {variables.length > shown.length && (
          <li>
            <Button size="sm" onClick={() => setAll(true)}>
              {words.more(variables.length)}
            </Button>
          </li>
        )}
      </ul>
      {clashes.length > 0 && (
        <p className="text-ink-2 text-sm">{words.ownWins(clashes.join(', '), clashes.length)}</p>
      )}
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
