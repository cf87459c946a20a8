import { cn } from './cn';
import type { Tone } from './tone';

export interface ProgressProps {
  /** Its name for screen readers: "Age against policy". */
  label: string;
  /** 0 to 1. */
  ratio: number;
  tone?: Tone | 'accent';
  className?: string;
}

const fills: Record<Tone | 'accent', string> = {
  accent: 'bg-accent',
  ok: 'bg-ok-ink',
  warn: 'bg-warn-ink',
  bad: 'bg-bad-ink',
  info: 'bg-info-ink',
  idle: 'bg-ink-3',
};

/** A thin bar: how much of something is used. */
export function Progress({ label, ratio, tone = 'accent', className }: ProgressProps) {
  const percent = Math.round(Math.min(1, Math.max(0, ratio)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className={cn('h-1 w-full min-w-12 overflow-hidden rounded-full bg-active', className)}
    >
      <div className={cn('h-full rounded-full', fills[tone])} style={{ width: `${percent}%` }} />
    </div>
  );
}
