'use client';

import type { Completion } from './completion';
import { LevelIcon } from './icons';
import { OptionList } from './option-list';
import { pickerWords as words } from './words';

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
  return (
    <>
      <LevelIcon level={kind} />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {detail && <span className="max-w-1/2 shrink-0 truncate text-ink-3 text-xs">{detail}</span>}
    </>
  );
}
