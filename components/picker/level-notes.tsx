'use client';

import { Braces, FolderLock, SearchX, TextCursorInput } from 'lucide-react';
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
  const isVariables = picker.level === 'variable';
  const { nothing } = words;
  const empty = isVariables ? words.noVariables : words.noFields;
  return state.text === '' ? (
    <PaneNote icon={TextCursorInput} title={empty.title} text={empty.text} />
  ) : (
    <PaneNote icon={SearchX} title={nothing.title} text={isVariables ? nothing.variables : nothing.fields} />
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
  if (picker.level === 'environment') return <NoEnvironment isSearching={state.text !== ''} />;
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

/** Below a list of environments: where the id of one that is not listed is found. */
export function WhereIdIs({ picker: { level } }: { picker: PickerModel }) {
  if (level !== 'environment') return null;
  return (
    <p className="shrink-0 border-t px-3 py-2.5 text-ink-2 text-xs">
      <span className="font-medium text-ink">{words.byId.notListed}</span> {words.byId.where}
    </p>
  );
}

function NoEnvironment({ isSearching }: { isSearching: boolean }) {
  const title = isSearching ? words.nothing.title : words.byId.noneListed;
  return <PaneNote icon={Braces} title={title} text={words.byId.where} />;
}

function NoVaults() {
  const { mayConnect } = usePickerDeps();
  const { title, text, granted } = words.emptyVaults;
  return <PaneNote icon={FolderLock} title={title} text={mayConnect ? text : granted} />;
}
