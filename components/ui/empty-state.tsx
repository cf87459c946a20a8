import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

export interface EmptyStateProps {
  icon: LucideIcon;
  title: ReactNode;
  /** One sentence: what this is for and how to begin. */
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** Where a list has nothing yet, or a search found nothing. Teaches the next step. */
export function EmptyState({ icon: Icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div
      className={cn(
        'flex flex-col items-center gap-1 rounded border border-dashed px-6 py-12 text-center',
        className,
      )}
    >
      <span className="mb-2 flex size-9 items-center justify-center rounded border bg-surface text-ink-3">
        <Icon aria-hidden className="size-5" />
      </span>
      <div className="font-medium text-base">{title}</div>
      {children && <div className="max-w-120 text-balance text-ink-2">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
