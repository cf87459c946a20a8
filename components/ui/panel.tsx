import { type ReactNode, useId } from 'react';
import { cn } from './cn';

export interface PanelProps {
  title?: ReactNode;
  actions?: ReactNode;
  /** `none`: the content (a table, a list) goes to the edges. */
  padding?: 'normal' | 'none';
  className?: string;
  children: ReactNode;
}

/** A surface with a border and a title: one part of a page. */
export function Panel({ title, actions, padding = 'normal', className, children }: PanelProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={cn('min-w-0 rounded border bg-surface', className)}
    >
      {(title || actions) && (
        <div className="flex min-h-11 flex-wrap items-center justify-between gap-2 border-b px-4 py-1.5">
          <h2 id={id} className="font-semibold text-base">
            {title}
          </h2>
          {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        </div>
      )}
      <div className={cn(padding === 'normal' && 'p-4')}>{children}</div>
    </section>
  );
}
