'use client';

import { ChevronRight, CircleAlert, X } from 'lucide-react';
import { useId } from 'react';
import { cn } from '@/components/ui/cn';
import { IconButton } from '@/components/ui/icon-button';
import { Notice } from '@/components/ui/notice';
import type { ManagerView } from '@/lib/managers/schema';
import { PatternEditor } from '../../../patterns/pattern-editor';
import { linesOf } from '../../../patterns/pattern-lines';
import { summaryText } from '../../../patterns/summary-text';
import type { ProjectDraft } from './draft';
import { words } from './words';

export interface ProjectRowProps {
  manager: Pick<ManagerView, 'id' | 'provider'>;
  project: ProjectDraft;
  isWrong: boolean;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onTextChange: (text: string) => void;
  /** Undefined: it cannot be taken away. */
  onTakeAway: (() => void) | undefined;
}

/** One project: its name and in short what it may use; open, the vaults and patterns, and what they match. */
export function ProjectRow({
  manager,
  project: { projectName, text, boundFields },
  isWrong,
  isOpen,
  onOpenChange,
  onTextChange,
  onTakeAway,
}: ProjectRowProps) {
  const id = useId();
  const patterns = linesOf(text);
  return (
    <li>
      <div className="flex items-center gap-1 pr-2">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => onOpenChange(!isOpen)}
          className="flex min-h-11 min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5 rounded px-3 py-1.5 text-left transition-colors hover:bg-hover focus-visible:-outline-offset-2"
        >
          <ChevronRight
            aria-hidden
            className={cn('size-4 shrink-0 text-ink-3 transition-transform', isOpen && 'rotate-90')}
          />
          <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{projectName}</span>
          {isWrong && <CircleAlert aria-hidden className="size-4 shrink-0 text-bad-ink" />}
          <span
            className={cn(
              'min-w-0 truncate max-sm:basis-full max-sm:pl-7',
              patterns.length === 0 ? 'text-warn-ink' : 'text-ink-2',
            )}
          >
            {summaryText(patterns)}
          </span>
          <span className="tabular text-ink-3 text-xs max-sm:basis-full max-sm:pl-7 sm:ml-auto">
            {words.bound(boundFields)}
          </span>
        </button>
        {onTakeAway && (
          <IconButton size="sm" label={words.takeAway(projectName)} icon={<X />} onClick={onTakeAway} />
        )}
      </div>
      {isOpen && (
        <div id={id} className="grid gap-4 border-t px-3 py-4 sm:px-4">
          <PatternEditor
            secretManagerId={manager.id}
            provider={manager.provider}
            text={text}
            onTextChange={onTextChange}
            look="beside"
          />
          {patterns.length === 0 && <Notice tone="warn">{words.nothing}</Notice>}
        </div>
      )}
    </li>
  );
}
