'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { useOneAtATime } from './use-one-at-a-time';

export interface ChipProps {
  icon?: ReactNode;
  children: ReactNode;
  /** Makes the chip's body a button. */
  onClick?: () => void;
  /** Shows an × with this name. */
  removeLabel?: string;
  onRemove?: () => unknown;
  isSelected?: boolean;
  className?: string;
}

const part = 'flex min-w-0 items-center gap-1.5 px-2 [&_svg]:size-3.5 [&_svg]:shrink-0';

/** A filter, a bound secret, a project: a thing that can be opened and taken away. */
export function Chip({
  icon,
  children,
  onClick,
  removeLabel,
  onRemove,
  isSelected = false,
  className,
}: ChipProps) {
  const removal = useOneAtATime(onRemove);
  const body = (
    <>
      {icon}
      <span className="min-w-0 truncate">{children}</span>
    </>
  );
  return (
    <span
      className={cn(
        'inline-flex h-6 max-w-full items-stretch rounded-sm border bg-surface text-sm pointer-coarse:h-8',
        isSelected ? 'border-accent-line bg-accent-soft text-accent-ink' : 'border-line text-ink-2',
        className,
      )}
    >
      {onClick ? (
        <button
          type="button"
          onClick={onClick}
          aria-pressed={isSelected}
          className={cn(part, 'rounded-sm transition-colors hover:bg-hover hover:text-ink')}
        >
          {body}
        </button>
      ) : (
        <span className={part}>{body}</span>
      )}
      {onRemove && (
        <button
          type="button"
          onClick={removal.run}
          aria-busy={removal.isUnderWay || undefined}
          aria-label={removeLabel}
          className="flex w-6 shrink-0 items-center justify-center rounded-sm text-ink-3 transition-colors hover:bg-hover hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </span>
  );
}
