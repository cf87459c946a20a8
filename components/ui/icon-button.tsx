'use client';

import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { cn } from './cn';
import { Tip } from './tooltip';
import { useOneAtATime } from './use-one-at-a-time';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'disabled' | 'children' | 'onClick'> {
  /** Gives the promise of what it asks the server: until that settles the button is busy. */
  onClick?: ((event: MouseEvent<HTMLButtonElement>) => unknown) | undefined;
  /** Its name, for screen readers and as the tooltip. */
  label: string;
  icon: ReactNode;
  size?: 'md' | 'sm' | 'inset';
  variant?: 'quiet' | 'outlined';
  isBusy?: boolean;
  blockedBecause?: string | undefined;
  tipSide?: ComponentProps<typeof Tip>['side'];
}

const sizes = {
  md: 'control-square',
  sm: 'size-7 pointer-coarse:size-9',
  inset: 'size-6 pointer-coarse:size-8',
};

/** A button that is an icon alone, with its name as tooltip. `inset` sits inside an input's right edge. */
export function IconButton({
  label,
  icon,
  size = 'md',
  variant = 'quiet',
  isBusy: isBusyWithin = false,
  blockedBecause,
  tipSide,
  className,
  onClick,
  type = 'button',
  ...rest
}: IconButtonProps) {
  const click = useOneAtATime(onClick);
  const isBusy = isBusyWithin || click.isUnderWay;
  const isIdle = !isBusy && blockedBecause === undefined;
  const guard = (event: MouseEvent<HTMLButtonElement>) => {
    if (isIdle) click.run(event);
    else event.preventDefault();
  };
  return (
    <Tip text={blockedBecause ?? label} side={tipSide}>
      <button
        {...rest}
        type={type}
        onClick={guard}
        aria-label={label}
        aria-busy={isBusy || undefined}
        aria-disabled={blockedBecause === undefined ? undefined : true}
        className={cn(
          'inline-flex shrink-0 items-center justify-center rounded text-ink-2 transition-colors hover:bg-hover hover:text-ink data-[state=open]:bg-active data-[state=open]:text-ink [&_svg]:size-4',
          'aria-disabled:bg-transparent aria-disabled:text-ink-3 aria-pressed:bg-active aria-pressed:text-ink',
          sizes[size],
          size === 'inset' && 'rounded-sm focus-visible:outline-offset-0',
          variant === 'outlined' && 'border border-line-strong bg-surface',
          className,
        )}
      >
        {isBusy ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
      </button>
    </Tip>
  );
}
