'use client';

import { useQuery } from '@tanstack/react-query';
import { Tag } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { apiGet } from '@/components/query/api-get';
import { cn } from '@/components/ui/cn';
import { Input } from '@/components/ui/input';
import type { TagList } from '@/lib/connections/arrange-schema';
import { arrangeWords } from './words';

const words = arrangeWords.tags;
const mostShown = 8;

export interface TagInputProps {
  /** Not offered again. */
  chosen: readonly string[];
  onChoose: (tag: string) => void;
}

interface Choice {
  tag: string;
  label: string;
  hint: string;
}

/** A tag, typed with completion: arrow keys choose among those in use, Enter takes what is typed or chosen. */
export function TagInput({ chosen, onChoose }: TagInputProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(-1);
  const known = useQuery({
    queryKey: ['/api/v1/tags'],
    queryFn: ({ signal }) => apiGet<TagList>('/api/v1/tags', {}, signal),
  });
  const typed = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const fitting = (known.data?.items ?? []).filter(({ tag }) => tag.includes(typed) && !chosen.includes(tag));
  const isNew = typed !== '' && !chosen.includes(typed) && !fitting.some(({ tag }) => tag === typed);
  const choices: Choice[] = [
    ...(isNew ? [{ tag: typed, label: words.make(typed), hint: '' }] : []),
    ...fitting
      .slice(0, mostShown)
      .map(({ tag, connections }) => ({ tag, label: tag, hint: words.count(connections) })),
  ];
  const choose = (tag: string | undefined) => {
    if (!tag) return;
    onChoose(tag);
    setText('');
    setActive(-1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && choices.length > 0) {
      event.preventDefault();
      setActive((active + step + choices.length) % choices.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      choose((choices[active] ?? choices[0])?.tag);
    }
  };
  return (
    <div className="grid gap-1">
      <Input
        role="combobox"
        aria-label={words.input}
        aria-expanded={choices.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={choices[active] ? `${id}-${active}` : undefined}
        autoComplete="off"
        maxLength={40}
        placeholder={words.placeholder}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={words.suggestions}>
        {choices.map(({ tag, label, hint }, at) => (
          // The keyboard is in the box above, which says which of these is active.
          <div
            key={tag}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            data-highlighted={at === active ? '' : undefined}
            className={cn('choice cursor-default')}
            onPointerDown={(event) => {
              event.preventDefault();
              choose(tag);
            }}
          >
            <Tag aria-hidden className="size-4 text-ink-3" />
            <span className="min-w-0 flex-1 truncate">{label}</span>
            <span className="text-ink-3 text-xs">{hint}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
