'use client';

import { FolderLock, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { ProblemNote } from '@/components/ui/notice';
import type { ManagerView } from '@/lib/managers/schema';
import type { Vault } from './binding';
import { type ItemOption, itemOptionKey } from './item-options';
import { ItemRow } from './item-row';
import { OptionList } from './option-list';
import { PaneNote, PaneProblem, PaneSkeleton } from './pane-states';
import { usePickerDeps } from './picker-provider';
import type { FoundItem } from './search';
import type { Listing } from './use-browse';
import type { Search } from './use-search';
import { pickerWords as words } from './words';

export interface ItemPaneProps {
  id: string;
  manager: Pick<ManagerView, 'id' | 'name'>;
  vaults: Listing<readonly Vault[]>;
  items: Listing<readonly FoundItem[]>;
  options: readonly ItemOption[];
  place: 'all-vaults' | 'one-vault';
  activeIndex: number | undefined;
  isSearching: boolean;
  rowHeight: number;
  onChoose: (option: ItemOption, index: number) => void;
  onChooseTwice: (option: ItemOption) => void;
  search: Search;
}

/** The items of a vault, or of all vaults; or why there are none to show. */
export function ItemPane(props: ItemPaneProps) {
  const { id, manager, options, place, activeIndex, rowHeight, search, onChoose, onChooseTwice } = props;
  const { managers } = usePickerDeps();
  const nameOf = (managerId: string) =>
    managerId === manager.id ? '' : (managers.find((each) => each.id === managerId)?.name ?? '');
  const instead = insteadOfItems(props);
  if (instead) return instead;
  return (
    <div className="flex h-full flex-col">
      {props.items.problem && (
        <PaneProblem
          manager={props.manager}
          problem={props.items.problem}
          onRetry={props.items.retry}
          look="line"
        />
      )}
      {search.problem && <ProblemNote problem={search.problem} className="m-2 shrink-0" />}
      <div className="min-h-0 flex-1">
        <OptionList
          key={rowHeight}
          id={id}
          label={words.items}
          options={options}
          keyOf={itemOptionKey}
          activeIndex={activeIndex}
          onChoose={onChoose}
          onChooseTwice={onChooseTwice}
          rowHeight={rowHeight}
        >
          {(option) => <ItemRow option={option} place={place} nameOf={nameOf} isReading={search.isReading} />}
        </OptionList>
      </div>
    </div>
  );
}

function insteadOfItems(props: ItemPaneProps): ReactNode {
  const { manager, vaults, items, options, isSearching, rowHeight, search } = props;
  if (options.some(({ kind }) => kind === 'hit')) return undefined;
  if (vaults.problem) {
    return <PaneProblem manager={manager} problem={vaults.problem} onRetry={vaults.retry} look="whole" />;
  }
  if (options.length > 0) return undefined;
  if (!vaults.data || (items.isLoading && !items.data) || search.isLooking)
    return <PaneSkeleton rowHeight={rowHeight} />;
  if (items.problem && !items.data?.length) {
    return <PaneProblem manager={manager} problem={items.problem} onRetry={items.retry} look="whole" />;
  }
  if (vaults.data.length === 0) {
    return <NoVaults />;
  }
  return isSearching ? (
    <PaneNote icon={SearchX} title={words.nothing.title} text={words.nothing.items} />
  ) : (
    <PaneNote icon={FolderLock} title={words.emptyItems.title} text={words.emptyItems.text} />
  );
}

function NoVaults() {
  const { mayConnect } = usePickerDeps();
  const { title, text, granted } = words.emptyVaults;
  return <PaneNote icon={FolderLock} title={title} text={mayConnect ? text : granted} />;
}
