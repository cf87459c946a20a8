import type { ReactNode } from 'react';
import { cn } from './cn';

export interface FactsProps {
  facts: readonly { label: string; value: ReactNode }[];
  className?: string;
}

/** Names and what they are: the facts of one thing. */
export function Facts({ facts, className }: FactsProps) {
  return (
    <dl className={cn('grid gap-y-2.5', className)}>
      {facts.map((fact) => (
        <div
          key={fact.label}
          className="grid grid-cols-[116px_minmax(0,1fr)] gap-x-4 sm:grid-cols-[160px_minmax(0,1fr)]"
        >
          <dt className="text-ink-3">{fact.label}</dt>
          <dd className="min-w-0">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
