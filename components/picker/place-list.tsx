'use client';

import { ListFilter, LoaderCircle, RotateCw } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { ManagerStatus } from '@/components/manager-status';
import { ProviderMark } from '@/components/provider-mark';
import { cn } from '@/components/ui/cn';
import { Input } from '@/components/ui/input';
import { numberText } from '@/components/words/numbers';
import type { Level } from '@/lib/kernel/locator';
import { levelsOf } from '@/lib/providers/references';
import { LevelIcon } from './icons';
import { keyToMove, type Move } from './keys';
import { OptionRow, optionId } from './option-list';
import { isPresent, type PlaceOption, type PresentPlace, placeKey } from './place-options';
import { useActiveInSight } from './use-active-in-sight';
import { levelWords, pickerWords as words } from './words';

export interface PlaceListProps {
  id: string;
  options: readonly PlaceOption[];
  activeIndex: number | undefined;
  present: PresentPlace;
  look: 'wide' | 'narrow';
  /** Given where there are many secret managers. */
  filter:
    | { text: string; onType: (text: string) => void; onFocus: () => void; onMove: (move: Move) => void }
    | undefined;
  onChoose: (option: PlaceOption, index: number) => void;
}

/** Secret managers, each with its state, and the vaults of those that are open. */
export function PlaceList(props: PlaceListProps) {
  const { id, options, activeIndex, present, look, filter, onChoose } = props;
  useActiveInSight(id, activeIndex);
  return (
    <div className={cn('flex min-h-0 flex-col bg-sunken', look === 'wide' ? 'w-56 shrink-0' : 'flex-1')}>
      {filter && <PlaceFilter {...props} filter={filter} />}
      <div
        id={id}
        role="listbox"
        aria-label={words.places}
        tabIndex={-1}
        className="flex min-h-0 flex-1 flex-col gap-px overflow-y-auto p-1.5 outline-none"
      >
        {options.map((option, index) => (
          <OptionRow
            key={placeKey(option)}
            id={optionId(id, index)}
            position={index + 1}
            setSize={options.length}
            isActive={index === activeIndex}
            isSelected={isPresent(option, present)}
            isDisabled={option.kind === 'loading' || (option.kind === 'manager' && !option.isServing)}
            onChoose={() => onChoose(option, index)}
            className={cn(
              'min-h-8 shrink-0 py-1 pointer-coarse:min-h-11',
              option.kind !== 'manager' && 'pl-7',
              ((option.kind === 'manager' && index > 0) || option.kind === 'tree') && 'mt-2',
            )}
          >
            <PlaceRow option={option} />
          </OptionRow>
        ))}
        {options.length === 0 && <p className="px-2 py-1.5 text-ink-3">{words.nothing.title}</p>}
      </div>
    </div>
  );
}

/** Narrows the list. Arrow keys move in it from here, Enter opens. */
function PlaceFilter({
  id,
  options,
  activeIndex,
  filter,
}: PlaceListProps & { filter: NonNullable<PlaceListProps['filter']> }) {
  const index = activeIndex ?? 0;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const move = keyToMove(event, { index, count: options.length });
    // Back is out of the list, and from here there is nothing before it.
    if (!move || move.type === 'back') return;
    event.preventDefault();
    filter.onMove(move);
  };
  return (
    <div className="shrink-0 border-b p-1.5">
      <Input
        type="text"
        role="combobox"
        aria-label={words.filterPlaces}
        aria-expanded
        aria-controls={id}
        aria-activedescendant={options.length > 0 ? optionId(id, index) : undefined}
        placeholder={words.filterPlaces}
        value={filter.text}
        onFocus={filter.onFocus}
        onChange={(event) => filter.onType(event.target.value)}
        onKeyDown={onKeyDown}
        before={<ListFilter />}
      />
    </div>
  );
}

function PlaceRow({ option }: { option: PlaceOption }) {
  switch (option.kind) {
    case 'manager':
      return <ManagerRow {...option} />;
    case 'tree':
      return <TreeRow {...option} />;
    case 'top':
      return <TopRow {...option} />;
    case 'loading':
      return (
        <>
          <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin text-ink-3" />
          {words.loading}
        </>
      );
    case 'retry':
      return (
        <>
          <RotateCw aria-hidden className="mt-0.5 size-4 shrink-0 self-start text-ink-3" />
          <span className="min-w-0">
            <span className="block">{words.retry}</span>
            {/* A secret manager in trouble says so itself, just above. */}
            {option.manager.status === 'connected' && (
              <span className="block text-bad-ink text-xs">{option.problem.title}</span>
            )}
          </span>
        </>
      );
  }
}

function TreeRow({ scheme }: PlaceOption & { kind: 'tree' }) {
  const level = topLevelOf(scheme);
  return (
    <>
      <LevelIcon level={level} />
      <span className="min-w-0 flex-1 truncate font-medium">{levelWords(level).many}</span>
    </>
  );
}

function TopRow({ scheme, top }: PlaceOption & { kind: 'top' }) {
  return (
    <>
      <LevelIcon level={topLevelOf(scheme)} />
      <span className="min-w-0 flex-1 truncate">{top.title}</span>
      {top.itemCount !== null && (
        <span className="shrink-0 text-ink-3 text-xs">
          <span aria-hidden>{numberText(top.itemCount)}</span>
          <span className="sr-only">{words.itemCount(top.itemCount)}</span>
        </span>
      )}
    </>
  );
}

function topLevelOf(scheme: string): Level {
  return levelsOf(scheme)[0] ?? 'vault';
}

function ManagerRow({ manager, isServing }: Extract<PlaceOption, { kind: 'manager' }>) {
  const isOneLine = isServing && manager.status === 'connected';
  return (
    <>
      <ProviderMark provider={manager.provider} className={isOneLine ? undefined : 'mt-0.5 self-start'} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{manager.name}</span>
        {isServing && manager.status !== 'connected' && (
          <span className="block text-xs">
            <ManagerStatus manager={manager} />
          </span>
        )}
        {!isServing && <span className="block text-xs">{words.notServing}</span>}
      </span>
    </>
  );
}
