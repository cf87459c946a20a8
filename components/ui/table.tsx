import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';
import { IntentLink } from './intent-link';

/**
 * A table with rows of 36 pixels. Below 768 pixels its head goes and each row becomes two lines: `title` and `aside`
 * cells on the first, `detail` cells on the second, `wide` cells left out.
 */
export function Table({ label, className, ...rest }: ComponentProps<'table'> & { label: string }) {
  return (
    <div className="overflow-clip rounded border bg-surface md:overflow-x-auto">
      <table
        {...roles.table}
        {...rest}
        aria-label={label}
        className={cn('w-full border-collapse text-left max-md:block', className)}
      />
    </div>
  );
}

/** The head row; its children are `Th`. */
export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead {...roles.rowgroup} className="max-md:sr-only">
      <tr {...roles.row} className="border-b">
        {children}
      </tr>
    </thead>
  );
}

/** The rows. */
export function TableBody({ children }: { children: ReactNode }) {
  return (
    <tbody {...roles.rowgroup} className="divide-y divide-line max-md:block">
      {children}
    </tbody>
  );
}

/** A row. A `RowLink` inside makes all of it a link. */
export function Tr({ className, ...rest }: ComponentProps<'tr'>) {
  return (
    <tr
      {...roles.row}
      {...rest}
      className={cn(
        'relative transition-colors hover:bg-hover aria-selected:bg-accent-soft',
        'max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-3 max-md:px-3 max-md:py-2',
        'max-md:after:order-3 max-md:after:basis-full max-md:after:content-[""]',
        className,
      )}
    />
  );
}

export interface ThProps extends ComponentProps<'th'> {
  align?: 'left' | 'right';
  /** For columns of buttons: the name is for screen readers alone. */
  isHidden?: boolean;
}

/** A column's name. */
export function Th({ align = 'left', isHidden = false, className, children, ...rest }: ThProps) {
  return (
    <th
      {...roles.columnheader}
      scope="col"
      {...rest}
      className={cn(
        'h-8 whitespace-nowrap bg-sunken px-3 font-medium text-ink-3 text-xs',
        align === 'right' && 'text-right',
        className,
      )}
    >
      {isHidden ? <span className="sr-only">{children}</span> : children}
    </th>
  );
}

export interface TdProps extends ComponentProps<'td'> {
  /** Where it stands when the screen is narrow. */
  narrow?: 'title' | 'aside' | 'detail' | 'wide';
  align?: 'left' | 'right';
}

const places = {
  title: 'max-md:order-1 max-md:min-w-0 max-md:flex-1',
  aside: 'max-md:order-2 max-md:flex-none',
  detail: 'max-md:order-4 max-md:min-w-0 max-md:text-ink-3 max-md:text-xs',
  wide: 'max-md:hidden',
};

/** A cell. */
export function Td({ narrow = 'detail', align = 'left', className, ...rest }: TdProps) {
  return (
    <td
      {...roles.cell}
      {...rest}
      className={cn(
        'md:h-9 md:px-3 md:py-1.5',
        align === 'right' && 'tabular-nums md:text-right',
        narrow !== 'title' && 'text-ink-2',
        places[narrow],
        className,
      )}
    />
  );
}

/** The link of a row: the whole row takes the click. Buttons in the same row need `relative z-10`. */
export function RowLink({ className, ...rest }: ComponentProps<typeof IntentLink>) {
  return (
    <IntentLink
      {...rest}
      className={cn(
        'row-link font-medium text-ink outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2',
        className,
      )}
    />
  );
}

// Said outright: `display` other than a table's takes these roles away in browsers.
const roles = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  cell: { role: 'cell' },
} as const;
