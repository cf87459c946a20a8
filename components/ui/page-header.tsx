import { ChevronRight } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { uiWords } from '@/components/words/ui';
import { Link } from './link';

export interface Crumb {
  label: string;
  /** Without it the crumb is a heading of the navigation and no page. */
  href?: string;
}

export interface PageHeaderProps {
  /** From the outside in, without the page itself. */
  trail?: readonly Crumb[];
  title: ReactNode;
  /** Beside the title: a badge. */
  badge?: ReactNode;
  /** One sentence under it. */
  description?: ReactNode;
  /** The one primary action, top right; quieter ones to its left. */
  actions?: ReactNode;
}

/** Trail above the title, one primary action at the right. */
export function PageHeader({ trail = [], title, badge, description, actions }: PageHeaderProps) {
  return (
    <header className="mb-5 flex flex-wrap items-end justify-between gap-x-4 gap-y-1 md:grid md:grid-cols-[minmax(0,1fr)_auto] md:gap-x-6">
      <div className="min-w-0 max-md:grow">
        <Breadcrumbs trail={trail} />
        <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
          {/* Takes the focus when what had it is gone: components/shell/focus-keeper. */}
          <h1 tabIndex={-1} className="min-w-0 font-semibold text-xl tracking-tight outline-none">
            {title}
          </h1>
          {badge}
        </div>
      </div>
      {actions && (
        <div className="flex flex-wrap items-center gap-2 md:col-start-2 md:row-span-2 md:row-start-1">
          {actions}
        </div>
      )}
      {description && <p className="max-w-180 text-ink-2 max-md:basis-full md:col-start-1">{description}</p>}
    </header>
  );
}

function Breadcrumbs({ trail }: { trail: readonly Crumb[] }) {
  if (trail.length === 0) return null;
  return (
    <nav aria-label={uiWords.breadcrumbs} className="mb-0.5">
      <ol className="flex flex-wrap items-center gap-1 text-ink-3 text-xs">
        {trail.map((crumb, at) => (
          <Fragment key={crumb.label}>
            {at > 0 && (
              <li aria-hidden>
                <ChevronRight className="size-3" />
              </li>
            )}
            <li>
              {crumb.href ? (
                <Link href={crumb.href} className="rounded-xs hover:text-ink hover:underline">
                  {crumb.label}
                </Link>
              ) : (
                crumb.label
              )}
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  );
}
