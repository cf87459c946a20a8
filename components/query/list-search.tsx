'use client';

import { useEffect, useState } from 'react';
import { SearchInput } from '@/components/ui/search-input';

const typingRestMs = 200;

export interface ListSearchProps {
  label: string;
  /** What the list is narrowed to now. */
  settled: string;
  /** Told of the text when the typing rests. */
  onSettle: (text: string) => void;
  className?: string;
}

/** The search of a list. What is being typed stands here alone, so that a letter costs the list beside it nothing. */
export function ListSearch({ label, settled, onSettle, className }: ListSearchProps) {
  const [text, setText] = useState(settled);
  const [known, setKnown] = useState({ settled, sent: settled });
  if (known.settled !== settled) {
    // Changed by somebody else (a filter taken away, the way back): it takes the place of what was typed.
    if (settled !== known.sent) setText(settled);
    setKnown({ settled, sent: settled });
  }
  useEffect(() => {
    if (text === settled || text === known.sent) return;
    const timer = setTimeout(
      () => {
        setKnown((before) => ({ ...before, sent: text }));
        onSettle(text);
      },
      text === '' ? 0 : typingRestMs,
    );
    return () => clearTimeout(timer);
  });
  return (
    <SearchInput label={label} value={text} onValueChange={setText} {...(className ? { className } : {})} />
  );
}
