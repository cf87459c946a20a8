'use client';

import { SearchX, TextCursorInput } from 'lucide-react';
import type { ManagerView } from '@/lib/managers/schema';
import type { Choice, ChoiceSection } from './choices';
import { ChoiceIcon } from './icons';
import { OptionRow, optionId } from './option-list';
import { PaneNote, PaneProblem, PaneSkeleton } from './pane-states';
import { useActiveInSight } from './use-active-in-sight';
import type { Listing } from './use-browse';
import { pickerWords as words } from './words';

export interface FieldPaneProps {
  id: string;
  manager: Pick<ManagerView, 'id' | 'name'>;
  listing: Listing<unknown>;
  sections: readonly ChoiceSection[];
  activeIndex: number;
  isSearching: boolean;
  rowHeight: number;
  onActivate: (index: number) => void;
  onUse: (index: number) => void;
}

/** The fields of an item by section, one row for each form that a field offers. */
export function FieldPane(props: FieldPaneProps) {
  const { id, manager, listing, sections, activeIndex, isSearching, rowHeight } = props;
  useActiveInSight(id, activeIndex);
  if (listing.problem) {
    return <PaneProblem manager={manager} problem={listing.problem} onRetry={listing.retry} look="whole" />;
  }
  if (listing.data === undefined) return <PaneSkeleton rowHeight={rowHeight} />;
  if (sections.length === 0) {
    return isSearching ? (
      <PaneNote icon={SearchX} title={words.nothing.title} text={words.nothing.fields} />
    ) : (
      <PaneNote icon={TextCursorInput} title={words.noFields.title} text={words.noFields.text} />
    );
  }
  const setSize = sections.reduce((count, { choices }) => count + choices.length, 0);
  let index = -1;
  return (
    <div
      id={id}
      role="listbox"
      aria-label={words.fields}
      tabIndex={-1}
      className="h-full overflow-y-auto overscroll-contain p-1.5 outline-none"
    >
      {sections.map((section) => (
        // biome-ignore lint/a11y/useSemanticElements: a listbox groups its options by this role
        <div key={section.id} role="group" aria-label={section.title || words.plainFields}>
          {section.title && (
            <div aria-hidden className="px-2 pt-2 pb-1 text-ink-3 text-xs">
              {section.title}
            </div>
          )}
          {section.choices.map((choice) => {
            index += 1;
            const at = index;
            return (
              <OptionRow
                key={choice.key}
                id={optionId(id, at)}
                position={at + 1}
                setSize={setSize}
                isActive={at === activeIndex}
                isSelected={at === activeIndex}
                onChoose={() => props.onActivate(at)}
                onChooseTwice={() => props.onUse(at)}
                style={{ minHeight: rowHeight }}
              >
                <ChoiceRow choice={choice} />
              </OptionRow>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function ChoiceRow({ choice }: { choice: Choice }) {
  const { field, form } = choice;
  return (
    <>
      <ChoiceIcon choice={choice} />
      <span className="min-w-0 flex-1 truncate">
        {field.title}
        {form !== 'value' && <span className="text-ink-2">, {words.forms[form]}</span>}
      </span>
      <span className="shrink-0 text-ink-3 text-xs">
        {form === 'value' && typeWord(field.type)}
        {field.isEmpty && <span className="ml-2 rounded-xs border px-1 py-px text-ink-2">{words.empty}</span>}
      </span>
    </>
  );
}

function typeWord(type: string): string {
  const known: Record<string, string> = words.types;
  return known[type] ?? words.otherType;
}
