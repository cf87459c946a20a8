'use client';

import type { ReactNode } from 'react';
import { type LevelOption, type OptionGroup, optionKey } from './level-options';
import { LevelRow, type LevelRowProps } from './level-row';
import { OptionList, OptionRow, optionId } from './option-list';
import { useActiveInSight } from './use-active-in-sight';
import { pickerWords as words } from './words';

export interface LevelPaneProps extends Omit<LevelRowProps, 'option'> {
  id: string;
  /** What it lists, in words. */
  label: string;
  groups: readonly OptionGroup[];
  activeIndex: number | undefined;
  rowHeight: number;
  onChoose: (option: LevelOption, index: number) => void;
  onChooseTwice: (option: LevelOption, index: number) => void;
  /** In place of the list: why there is none. */
  instead: ReactNode;
  /** Above and below the list. */
  before: ReactNode;
  after: ReactNode;
}

/** The list of one level, whichever it is: in one piece, of which only what is in sight is drawn, or in groups. */
export function LevelPane(props: LevelPaneProps) {
  const { id, label, groups, activeIndex, rowHeight, onChoose, onChooseTwice, instead, before, after } =
    props;
  if (instead) return instead;
  const [first] = groups;
  const isGrouped = groups.length > 1 || (first !== undefined && first.title !== '');
  return (
    <div className="flex h-full flex-col">
      {before}
      <div className="min-h-0 flex-1">
        {isGrouped ? (
          <GroupedList {...props} />
        ) : (
          <OptionList
            key={rowHeight}
            id={id}
            label={label}
            options={first?.options ?? []}
            keyOf={optionKey}
            activeIndex={activeIndex}
            onChoose={onChoose}
            onChooseTwice={onChooseTwice}
            rowHeight={rowHeight}
          >
            {(option) => <LevelRow {...props} option={option} />}
          </OptionList>
        )}
      </div>
      {after}
    </div>
  );
}

function GroupedList(props: LevelPaneProps) {
  const { id, label, groups, activeIndex, rowHeight, onChoose, onChooseTwice } = props;
  useActiveInSight(id, activeIndex);
  const setSize = groups.reduce((count, { options }) => count + options.length, 0);
  let index = -1;
  return (
    <div
      id={id}
      role="listbox"
      aria-label={label}
      tabIndex={-1}
      className="h-full overflow-y-auto overscroll-contain p-1.5 outline-none"
    >
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a listbox groups its options by this role
        <div key={group.id} role="group" aria-label={group.title || words.plainFields}>
          {group.title && (
            <div aria-hidden className="px-2 pt-2 pb-1 text-ink-3 text-xs">
              {group.title}
            </div>
          )}
          {group.options.map((option) => {
            index += 1;
            const at = index;
            return (
              <OptionRow
                key={optionKey(option)}
                id={optionId(id, at)}
                position={at + 1}
                setSize={setSize}
                isActive={at === activeIndex}
                isSelected={at === activeIndex}
                onChoose={() => onChoose(option, at)}
                onChooseTwice={() => onChooseTwice(option, at)}
                style={{ minHeight: rowHeight }}
              >
                <LevelRow {...props} option={option} />
              </OptionRow>
            );
          })}
        </div>
      ))}
    </div>
  );
}
