import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { type Tone, toneIcons } from './tone';

export interface StatusProps {
  tone: Tone;
  /** The word. A state is never a colour alone. */
  children: ReactNode;
  icon?: LucideIcon;
  className?: string;
}

const inks: Record<Tone, string> = {
  ok: 'text-ok-ink',
  warn: 'text-warn-ink',
  bad: 'text-bad-ink',
  info: 'text-info-ink',
  idle: 'text-ink-3',
};

const boxes: Record<Tone, string> = {
  ok: 'border-ok-line bg-ok-soft',
  warn: 'border-warn-line bg-warn-soft',
  bad: 'border-bad-line bg-bad-soft',
  info: 'border-info-line bg-info-soft',
  idle: 'border-line bg-sunken',
};

/** A state as icon and word, for table cells and facts. */
export function Status({ tone, children, icon, className }: StatusProps) {
  const Icon = icon ?? toneIcons[tone];
  return (
    <span
      className={cn(
        'inline-flex min-w-0 max-w-full items-center gap-1.5 align-top font-medium',
        inks[tone],
        className,
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 truncate">{children}</span>
    </span>
  );
}

/** A state or a kind in a small box, beside a title. */
export function Badge({ tone, children, icon, className }: StatusProps) {
  const Icon = icon ?? toneIcons[tone];
  return (
    <span
      className={cn(
        'inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 font-medium text-xs',
        inks[tone],
        boxes[tone],
        tone === 'idle' && 'text-ink-2',
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {children}
    </span>
  );
}
