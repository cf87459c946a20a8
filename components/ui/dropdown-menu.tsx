'use client';

import { Check } from 'lucide-react';
import { DropdownMenu as Parts } from 'radix-ui';
import { type ComponentProps, createContext, type ReactNode, use, useRef, useState } from 'react';
import { cn } from './cn';
import { floatingContainer } from './floating-container';
import { useOneAtATime } from './use-one-at-a-time';

export interface MenuProps {
  /** One element that takes focus and a ref. */
  trigger: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
  align?: 'start' | 'center' | 'end';
  className?: string;
  children: ReactNode;
}

const MovedFocus = createContext<{ current: boolean }>({ current: false });

/** A menu at its trigger, which has the focus again when it closes, unless an item moved it elsewhere. */
export function Menu({ trigger, side = 'bottom', align = 'end', className, children }: MenuProps) {
  const [room, setRoom] = useState<HTMLElement>();
  const moved = useRef(false);
  const leaveFocus = (event: Event) => {
    if (moved.current) event.preventDefault();
    moved.current = false;
  };
  return (
    <Parts.Root modal={false} onOpenChange={(isOpen) => isOpen && setRoom(floatingContainer())}>
      <Parts.Trigger asChild>{trigger}</Parts.Trigger>
      <Parts.Portal container={room}>
        <Parts.Content
          loop
          side={side}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={leaveFocus}
          className={cn('floating z-50 min-w-44 p-1', className)}
        >
          <MovedFocus value={moved}>{children}</MovedFocus>
        </Parts.Content>
      </Parts.Portal>
    </Parts.Root>
  );
}

export interface MenuItemProps extends Omit<ComponentProps<typeof Parts.Item>, 'className' | 'onSelect'> {
  /** Gives the promise of what it asks the server: until that settles it is not run again. */
  onSelect?: ((event: Event) => unknown) | undefined;
  icon?: ReactNode;
  tone?: 'plain' | 'danger';
  /** What it does takes the focus elsewhere: it does not go back to the menu's button. */
  movesFocus?: boolean;
}

/** One action of a menu. With `asChild`, give a link. */
export function MenuItem({
  icon,
  tone = 'plain',
  movesFocus = false,
  children,
  onSelect,
  ...rest
}: MenuItemProps) {
  const moved = use(MovedFocus);
  const select = useOneAtATime((event: Event) => {
    moved.current = movesFocus;
    return onSelect?.(event);
  });
  return (
    <Parts.Item
      {...rest}
      onSelect={select.run}
      className={cn(
        'choice [&_svg]:size-4 [&_svg]:text-ink-3',
        tone === 'danger' && 'text-bad-ink [&_svg]:text-bad-ink',
      )}
    >
      {rest.asChild ? (
        children
      ) : (
        <>
          {icon}
          {children}
        </>
      )}
    </Parts.Item>
  );
}

export interface MenuChoicesProps<Value extends string> {
  label: string;
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
}

/** One of a few settings, inside a menu. */
export function MenuChoices<Value extends string>({
  label,
  value,
  onValueChange,
  options,
}: MenuChoicesProps<Value>) {
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option) onValueChange(option.value);
  };
  return (
    <Parts.RadioGroup value={value} onValueChange={choose} aria-label={label}>
      <MenuLabel>{label}</MenuLabel>
      {options.map((option) => (
        <Parts.RadioItem
          key={option.value}
          value={option.value}
          className="choice [&_svg]:size-4 [&_svg]:text-ink-3"
          onSelect={(event) => event.preventDefault()}
        >
          {option.icon}
          <span className="flex-1">{option.label}</span>
          <Parts.ItemIndicator>
            <Check aria-hidden />
          </Parts.ItemIndicator>
        </Parts.RadioItem>
      ))}
    </Parts.RadioGroup>
  );
}

/** A heading inside a menu. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <Parts.Label className="px-2 pt-1.5 pb-1 text-ink-3 text-xs">{children}</Parts.Label>;
}

/** A line between groups of a menu. */
export function MenuLine() {
  return <Parts.Separator className="-mx-1 my-1 h-px bg-line" />;
}
