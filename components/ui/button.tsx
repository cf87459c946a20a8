'use client';

import { cva, type VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { cn } from './cn';
import { Link } from './link';
import { Tip } from './tooltip';
import { useInBrowser } from './use-in-browser';
import { useOneAtATime } from './use-one-at-a-time';

/** The look of a button, for the few things that are none and should look like one. */
export const buttonStyles = cva(
  [
    'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded border border-transparent',
    'font-medium text-sm transition-colors [&_svg]:size-4 [&_svg]:shrink-0',
    'aria-disabled:text-ink-3 aria-disabled:border-line aria-disabled:bg-sunken',
  ],
  {
    variants: {
      variant: {
        primary: 'bg-accent text-on-accent not-aria-disabled:hover:bg-accent-hover',
        secondary:
          'border-line-strong bg-surface text-ink not-aria-disabled:hover:border-ink-3 not-aria-disabled:hover:bg-hover',
        quiet:
          'bg-transparent text-ink-2 not-aria-disabled:hover:bg-hover not-aria-disabled:hover:text-ink aria-disabled:border-transparent aria-disabled:bg-transparent data-[state=open]:bg-active',
        danger: 'bg-bad text-on-bad not-aria-disabled:hover:bg-bad-hover',
        'danger-quiet':
          'border-line-strong bg-surface text-bad-ink not-aria-disabled:hover:border-bad-line not-aria-disabled:hover:bg-bad-soft',
      },
      size: { md: 'control px-3', sm: 'h-7 px-2 pointer-coarse:h-9' },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

type Look = VariantProps<typeof buttonStyles>;

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled' | 'onClick'>, Look {
  /** Gives the promise of what it asks the server: until that settles the button is busy. */
  onClick?: ((event: MouseEvent<HTMLButtonElement>) => unknown) | undefined;
  icon?: ReactNode;
  /** Work is under way: a spinner in the icon's place, clicks ignored, focus kept. */
  isBusy?: boolean;
  /** Why it cannot be used now. Shown on hover and focus; clicks are ignored, focus is kept. */
  blockedBecause?: string | undefined;
}

/** A button. `type` is `button` unless told. */
export function Button({
  variant,
  size,
  icon,
  isBusy: isBusyWithin = false,
  blockedBecause,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const click = useOneAtATime(onClick);
  // What the page's scripts would have to send cannot be sent before they run.
  const isInBrowser = useInBrowser();
  const isBusy = isBusyWithin || click.isUnderWay;
  const isIdle = !isBusy && blockedBecause === undefined;
  const guard = (event: MouseEvent<HTMLButtonElement>) => {
    if (isIdle) click.run(event);
    else event.preventDefault();
  };
  const button = (
    <button
      {...rest}
      type={type}
      disabled={type === 'submit' && !isInBrowser}
      onClick={guard}
      aria-busy={isBusy || undefined}
      aria-disabled={blockedBecause === undefined ? rest['aria-disabled'] : true}
      className={cn(buttonStyles({ variant, size }), isBusy && 'cursor-progress', className)}
    >
      {isBusy ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
      {children}
    </button>
  );
  return blockedBecause ? <Tip text={blockedBecause}>{button}</Tip> : button;
}

export interface ButtonLinkProps extends ComponentProps<typeof Link>, Look {
  icon?: ReactNode;
}

/** A link that looks like a button. */
export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={cn(buttonStyles({ variant, size }), className)}>
      {icon}
      {children}
    </Link>
  );
}
