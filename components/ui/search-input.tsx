'use client';

import { Search, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { uiWords } from '@/components/words/ui';
import { cn } from './cn';
import { IconButton } from './icon-button';
import { Kbd } from './kbd';

export interface SearchInputProps {
  value: string;
  onValueChange: (value: string) => void;
  /** What is searched: "Search connections". */
  label: string;
  className?: string;
}

/** The search of a list. `/` focuses it from anywhere on the page, Escape empties it. */
export function SearchInput({ value, onValueChange, label, className }: SearchInputProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      if (document.querySelector('[role="dialog"],[role="alertdialog"]')) return;
      event.preventDefault();
      input.current?.select();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);
  return (
    <search className={cn('relative block w-full max-w-80', className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-ink-3"
      />
      <input
        ref={input}
        type="text"
        name="search"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && value !== '' && onValueChange('')}
        className="entry control pr-9 pl-8"
      />
      <span className="absolute inset-y-0 right-1.5 flex items-center">
        {value === '' ? (
          <Kbd className="pointer-coarse:hidden">/</Kbd>
        ) : (
          <IconButton size="inset" label={uiWords.clear} icon={<X />} onClick={() => onValueChange('')} />
        )}
      </span>
    </search>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}
