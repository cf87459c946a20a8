import { cn } from './cn';

/** The mark: a key that draws an L, its bow a ring, its foot the longer bit. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={cn('size-6 shrink-0', className)}>
      <rect width="24" height="24" rx="5" className="fill-accent" />
      <g
        className="fill-none stroke-on-accent"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <circle cx="8.7" cy="7.3" r="3.1" />
        <path d="M8.7 10.4v8.2h8.4M8.7 14.6h3.7" />
      </g>
    </svg>
  );
}

/** Mark and name. */
export function NameMark({ className }: { className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-2 font-semibold text-base tracking-tight', className)}>
      <Mark />
      Latchkey
    </span>
  );
}
