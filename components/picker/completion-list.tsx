'use client';

import { FileKey2, FolderLock, KeyRound, type LucideIcon } from 'lucide-react';
import type { Completion } from './completion';
import { OptionList } from './option-list';
import { pickerWords as words } from './words';

const icons: Record<Completion['kind'], LucideIcon> = { vault: FolderLock, item: FileKey2, field: KeyRound };

export interface CompletionListProps {
  id: string;
  options: readonly Completion[];
  activeIndex: number;
  rowHeight: number;
  onChoose: (option: Completion, index: number) => void;
}

/** What a reference that is being typed may go on with. */
export function CompletionList({ id, options, activeIndex, rowHeight, onChoose }: CompletionListProps) {
  return (
    <OptionList
      key={rowHeight}
      id={id}
      label={words.completions}
      options={options}
      keyOf={({ key }) => key}
      activeIndex={activeIndex}
      onChoose={onChoose}
      rowHeight={rowHeight}
    >
      {(option) => <CompletionRow option={option} />}
    </OptionList>
  );
}

function CompletionRow({ option: { kind, label, detail } }: { option: Completion }) {
  const Icon = icons[kind];
  return (
    <>
      <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {detail && <span className="max-w-1/2 shrink-0 truncate text-ink-3 text-xs">{detail}</span>}
    </>
  );
}
