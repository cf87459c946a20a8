'use client';

import { FolderLock, SearchX, TextCursorInput } from 'lucide-react';
import type { ReactNode } from 'react';
import { ProblemNote } from '@/components/ui/notice';
import { PaneNote, PaneProblem, PaneSkeleton } from './pane-states';
import { usePickerDeps } from './picker-provider';
import type { PickerModel } from './use-picker';
import { pickerWords as words } from './words';

/** In place of a level's list: why there is none. Undefined: it is listed. */
export function insteadOfLevel(picker: PickerModel, rowHeight: number): ReactNode {
  return picker.isMembers ? insteadOfMembers(picker, rowHeight) : insteadOfUnits(picker, rowHeight);
}

/** What stands above a level's list: what of it could not be listed. */
export function LevelProblems({ picker: { manager, items, search, isMembers } }: { picker: PickerModel }) {
  if (isMembers) return null;
  return (
    <>
      {items.problem && manager && (
        <PaneProblem manager={manager} problem={items.problem} onRetry={items.retry} look="line" />
      )}
      {search.problem && <ProblemNote problem={search.problem} className="m-2 shrink-0" />}
    </>
  );
}

function insteadOfMembers(picker: PickerModel, rowHeight: number): ReactNode {
  const { members, sections, state } = picker;
  const manager = managerOf(picker);
  if (members.problem) {
    return <PaneProblem manager={manager} problem={members.problem} onRetry={members.retry} look="whole" />;
  }
  if (members.data === undefined) return <PaneSkeleton rowHeight={rowHeight} />;
  if (sections.length > 0) return undefined;
  const { nothing, noFields } = words;
  return state.text === '' ? (
    <PaneNote icon={TextCursorInput} title={noFields.title} text={noFields.text} />
  ) : (
    <PaneNote icon={SearchX} title={nothing.title} text={nothing.fields} />
  );
}

function insteadOfUnits(picker: PickerModel, rowHeight: number): ReactNode {
  const manager = managerOf(picker);
  const { tops, items, options, state, search } = picker;
  if (options.some(({ kind }) => kind === 'hit')) return undefined;
  if (tops.problem) {
    return <PaneProblem manager={manager} problem={tops.problem} onRetry={tops.retry} look="whole" />;
  }
  if (options.length > 0) return undefined;
  if (!tops.data || (items.isLoading && !items.data) || search.isLooking)
    return <PaneSkeleton rowHeight={rowHeight} />;
  if (items.problem && !items.data?.length) {
    return <PaneProblem manager={manager} problem={items.problem} onRetry={items.retry} look="whole" />;
  }
  if (tops.data.length === 0) return <NoVaults />;
  return state.text === '' ? (
    <PaneNote icon={FolderLock} title={words.emptyItems.title} text={words.emptyItems.text} />
  ) : (
    <PaneNote icon={SearchX} title={words.nothing.title} text={words.nothing.items} />
  );
}

function managerOf({ manager }: PickerModel): { id: string; name: string } {
  return manager ?? { id: '', name: '' };
}

function NoVaults() {
  const { mayConnect } = usePickerDeps();
  const { title, text, granted } = words.emptyVaults;
  return <PaneNote icon={FolderLock} title={title} text={mayConnect ? text : granted} />;
}
