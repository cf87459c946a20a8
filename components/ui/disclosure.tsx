import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

export interface DisclosureProps {
  title: ReactNode;
  isOpenAtFirst?: boolean;
  className?: string;
  children: ReactNode;
}

/** A title that folds its content open and shut. Works before the page's script has come. */
export function Disclosure({ title, isOpenAtFirst = false, className, children }: DisclosureProps) {
  return (
    <details open={isOpenAtFirst} className={cn('group/fold', className)}>
      <summary className="flex min-h-8 list-none items-center gap-1.5 rounded font-medium hover:text-accent-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-ink-3 transition-transform group-open/fold:rotate-90"
        />
        {title}
      </summary>
      <div className="pt-1 pl-5.5">{children}</div>
    </details>
  );
}
