'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { cn } from '@/components/ui/cn';

export interface OptionListProps<T> {
  id: string;
  label: string;
  options: readonly T[];
  keyOf: (option: T) => string;
  /** The one that the keyboard is on; undefined while it is in another list. */
  activeIndex: number | undefined;
  isSelected?: (option: T) => boolean;
  onChoose: (option: T, index: number) => void;
  onChooseTwice?: (option: T, index: number) => void;
  rowHeight: number;
  children: (option: T) => ReactNode;
}

/** The id of one option, for `aria-activedescendant`. */
export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

/** A listbox that draws only what is in sight. Focus stays in the search box; the keyboard is told from there. */
export function OptionList<T>({
  id,
  label,
  options,
  keyOf,
  activeIndex,
  isSelected,
  onChoose,
  onChooseTwice,
  rowHeight,
  children,
}: OptionListProps<T>) {
  const scroll = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: options.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    paddingStart: 6,
    paddingEnd: 6,
    scrollPaddingStart: 6,
    scrollPaddingEnd: 6,
  });
  useEffect(() => {
    if (activeIndex !== undefined) rows.scrollToIndex(activeIndex, { align: 'auto' });
  }, [rows, activeIndex]);
  return (
    <div
      ref={scroll}
      id={id}
      role="listbox"
      aria-label={label}
      tabIndex={-1}
      className="h-full overflow-y-auto overscroll-contain outline-none"
    >
      <div role="presentation" className="relative w-full" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const option = options[row.index];
          if (option === undefined) return null;
          return (
            <OptionRow
              key={keyOf(option)}
              id={optionId(id, row.index)}
              position={row.index + 1}
              setSize={options.length}
              isActive={row.index === activeIndex}
              isSelected={isSelected?.(option) ?? row.index === activeIndex}
              onChoose={() => onChoose(option, row.index)}
              {...(onChooseTwice ? { onChooseTwice: () => onChooseTwice(option, row.index) } : {})}
              className="absolute inset-x-1.5 top-0"
              style={{ height: row.size, transform: `translateY(${row.start}px)` }}
            >
              {children(option)}
            </OptionRow>
          );
        })}
      </div>
    </div>
  );
}

export interface OptionRowProps {
  id: string;
  position: number;
  setSize: number;
  isActive: boolean;
  isSelected: boolean;
  isDisabled?: boolean;
  onChoose: () => void;
  /** A double click. */
  onChooseTwice?: () => void;
  className?: string;
  style?: React.CSSProperties;
  children: ReactNode;
}

/** One option: chosen by pointer here, by keyboard from the search box. */
export function OptionRow({
  id,
  position,
  setSize,
  isActive,
  isSelected,
  isDisabled = false,
  onChoose,
  onChooseTwice,
  className,
  style,
  children,
}: OptionRowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox owns the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      aria-disabled={isDisabled || undefined}
      aria-posinset={position}
      aria-setsize={setSize}
      // Focus is the search box's.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => !isDisabled && onChoose()}
      onDoubleClick={onChooseTwice}
      style={style}
      className={cn(
        'flex select-none items-center gap-2 rounded-sm px-2',
        isDisabled ? 'text-ink-3' : 'hover:bg-hover',
        isSelected && 'bg-accent-soft text-accent-ink hover:bg-accent-soft',
        isActive && 'bg-active text-ink hover:bg-active',
        className,
      )}
    >
      {children}
    </div>
  );
}
