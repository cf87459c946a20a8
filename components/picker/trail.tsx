'use client';

import { ChevronLeft, ChevronRight, RotateCw } from 'lucide-react';
import { cn } from '@/components/ui/cn';
import { IconButton } from '@/components/ui/icon-button';
import { pickerWords as words } from './words';

// Too narrow for all: the first give way, the last keeps its length as long as it can.
const shrinking = 'min-w-8 shrink-[8] last:min-w-0 last:shrink last:text-ink';

export interface TrailPart {
  label: string;
  onOpen?: (() => void) | undefined;
}

export interface TrailProps {
  parts: readonly TrailPart[];
  aside: string;
  onBack: (() => void) | undefined;
  again: { isAsking: boolean; ask: () => Promise<void> } | undefined;
}

/** Where the list below comes from, and the way back. */
export function Trail({ parts, aside, onBack, again }: TrailProps) {
  return (
    <div className="flex h-9 shrink-0 items-center gap-1 border-b px-2">
      {onBack && (
        <IconButton
          size="inset"
          label={words.back}
          icon={<ChevronLeft />}
          onClick={onBack}
          onMouseDown={(event) => event.preventDefault()}
        />
      )}
      <nav aria-label={words.where} className="min-w-0 flex-1">
        <ol className="flex min-w-0 items-center gap-1 text-ink-2 text-xs">
          {parts.map((part, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a path are told apart by their place
            <li key={at} className={cn('flex items-center gap-1', shrinking)}>
              {at > 0 && <ChevronRight aria-hidden className="size-3 shrink-0 text-ink-3" />}
              {part.onOpen ? (
                <button
                  type="button"
                  onClick={part.onOpen}
                  onMouseDown={(event) => event.preventDefault()}
                  className="min-w-0 truncate rounded-xs px-1 py-0.5 hover:bg-hover hover:text-ink"
                >
                  {part.label}
                </button>
              ) : (
                <span className="min-w-0 truncate px-1 font-medium">{part.label}</span>
              )}
            </li>
          ))}
        </ol>
      </nav>
      <span aria-live="polite" className="shrink-0 px-1 text-ink-3 text-xs">
        {aside}
      </span>
      {again && (
        <IconButton
          size="inset"
          label={words.again}
          icon={<RotateCw className="size-3.5" />}
          isBusy={again.isAsking}
          onClick={again.ask}
          onMouseDown={(event) => event.preventDefault()}
        />
      )}
    </div>
  );
}
