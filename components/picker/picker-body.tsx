'use client';

import { Search, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useId, useImperativeHandle } from 'react';
import { cn } from '@/components/ui/cn';
import { IconButton } from '@/components/ui/icon-button';
import { useMediaQuery } from '@/components/ui/use-media-query';
import type { Binding, ChosenItem } from './binding';
import { CompletionList } from './completion-list';
import { Foot } from './foot';
import { keyToMove, type Move } from './keys';
import { insteadOfLevel, LevelProblems, WhereIdIs } from './level-notes';
import { LevelPane } from './level-pane';
import { NoManager } from './no-manager';
import { optionId } from './option-list';
import { PaneSkeleton } from './pane-states';
import { PastedPane } from './pasted-pane';
import { usePickerDeps } from './picker-provider';
import { PlaceList } from './place-list';
import type { PlaceOption } from './place-options';
import { Trail } from './trail';
import { useAskAgain } from './use-browse';
import { useCommands } from './use-commands';
import { type PickerInput, usePicker } from './use-picker';
import { levelWords, pickerWords as words } from './words';

export interface PickerBodyProps extends PickerInput {
  look: 'wide' | 'narrow';
  searchBox: RefObject<HTMLInputElement | null>;
  /** Is given what Escape does first: empties the search, and says whether there was anything to empty. */
  clearSearch: RefObject<(() => boolean) | null>;
  onUse: (binding: Binding) => void;
  /** Given where an item is chosen rather than one of its fields. */
  onItem?: ((item: ChosenItem) => void) | undefined;
  onClose: () => void;
}

/** The inside of the picker: search, managers and vaults, items and fields, what will be stored. */
export function PickerBody({
  look,
  searchBox,
  clearSearch,
  onUse,
  onItem,
  onClose,
  ...input
}: PickerBodyProps) {
  const id = useId();
  const { managers } = usePickerDeps();
  const picker = usePicker(input, { isForItems: onItem !== undefined });
  const commands = useCommands(picker, onUse, onItem);
  // The picker may stand open before its inside is there.
  useEffect(() => searchBox.current?.focus(), [searchBox]);
  const again = useAskAgain(picker.state.managerId ?? '');
  useImperativeHandle(clearSearch, () => () => {
    const isEmpty = picker.state.text === '' && picker.placesText === '';
    if (picker.state.text !== '') commands.type('');
    else picker.forgetPlacesText();
    return !isEmpty;
  });
  const isTouch = useMediaQuery('(pointer: coarse)');
  const rowHeight = look === 'narrow' ? 48 : isTouch ? 44 : 34;
  if (managers.length === 0) return <NoManager onClose={onClose} />;

  const { state, manager, recognised, isMembers } = picker;
  const pasted = recognised.kind === 'search' || recognised.kind === 'link' ? undefined : recognised;
  const { options: completions } = picker.completions;
  const isCompleting = completions.length > 0;
  const column = pasted ? undefined : state.column;
  const lists = {
    places: `${id}-places`,
    list: `${id}-list`,
    completions: `${id}-completions`,
  };
  const actives = { places: state.activePlace, list: picker.active };
  const count = commands.countOf(state.column);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const completion = completions[state.activeCompletion];
    if (completion && isCompletingKey(event)) {
      event.preventDefault();
      return commands.complete(completion);
    }
    const at = isCompleting
      ? { index: state.activeCompletion, count: completions.length }
      : { index: actives[state.column], count };
    const move = keyToMove(event, at);
    if (!move) return;
    event.preventDefault();
    commands.move(move);
  };
  // What is typed next is searched there, not among the places.
  const leaveFilter = () => document.activeElement instanceof HTMLInputElement && searchBox.current?.focus();
  const openPlace = (option: PlaceOption) => {
    commands.openPlace(option);
    leaveFilter();
  };
  const filter = {
    text: picker.placesText,
    onType: picker.searchPlaces,
    onFocus: commands.goToPlaces,
    onMove: (move: Move) => {
      commands.move(move);
      if (move.type === 'open') leaveFilter();
    },
  };
  const searchLabel = words.searchIn[picker.level];
  const nameOf = (managerId: string) =>
    managerId === state.managerId ? '' : (managers.find((each) => each.id === managerId)?.name ?? '');
  const isPlacesShown = look === 'wide' || (state.column === 'places' && !pasted);
  const isListShown = look === 'wide' || !isPlacesShown;
  // Only what is drawn: a list that is still loading, or empty, is not there to be named.
  const controlled = [
    ...(isPlacesShown ? [lists.places] : []),
    ...(isListShown && isCompleting ? [lists.completions] : []),
    ...(isListShown && !pasted && commands.countOf('list') > 0 ? [lists.list] : []),
  ];
  const ofColumn = column && count > 0 ? optionId(lists[column], actives[column]) : undefined;
  const activeId = isCompleting ? optionId(lists.completions, state.activeCompletion) : ofColumn;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: typing anywhere in the picker is typing in its search box
    <div
      className="flex h-full min-h-0 flex-col"
      onKeyDown={(event) => isTyped(event) && !isInput(event.target) && searchBox.current?.focus()}
    >
      <div className="relative shrink-0 border-b transition-colors focus-within:border-focus">
        <Search
          aria-hidden
          className="pointer-events-none absolute inset-y-0 left-3 my-auto size-4 text-ink-3"
        />
        <input
          ref={searchBox}
          name="search"
          type="text"
          role="combobox"
          aria-label={searchLabel}
          aria-expanded={!pasted || isCompleting}
          aria-controls={controlled.length > 0 ? controlled.join(' ') : undefined}
          aria-activedescendant={activeId}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={searchLabel}
          value={state.text}
          onChange={(event) => commands.type(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-11 w-full bg-transparent pr-11 pl-9 outline-none pointer-coarse:text-lg"
        />
        <IconButton
          label={words.close}
          icon={<X />}
          size="sm"
          onClick={onClose}
          className="absolute inset-y-0 right-2 my-auto"
        />
      </div>
      <div className={cn('flex min-h-0 flex-1', look === 'wide' && 'divide-x divide-line')}>
        {isPlacesShown && (
          <PlaceList
            id={lists.places}
            options={picker.places}
            activeIndex={column === 'places' ? state.activePlace : undefined}
            present={commands.present}
            filter={managers.length > fewManagers ? filter : undefined}
            look={look}
            onChoose={openPlace}
          />
        )}
        {isListShown && (
          <div className="flex min-w-0 flex-1 flex-col">
            {isCompleting ? (
              <CompletionList
                id={lists.completions}
                options={completions}
                activeIndex={state.activeCompletion}
                rowHeight={rowHeight}
                onChoose={commands.chooseCompletion}
              />
            ) : pasted && picker.completions.isLoading ? (
              <PaneSkeleton rowHeight={rowHeight} />
            ) : pasted ? (
              <PastedPane recognised={pasted} {...commands.pasted} />
            ) : (
              <>
                <Trail
                  parts={commands.trail}
                  aside={commands.countText}
                  onBack={state.above.length > 0 || look === 'narrow' ? commands.back : undefined}
                  again={manager && again}
                />
                <div className="min-h-0 flex-1">
                  <LevelPane
                    id={lists.list}
                    label={levelWords(picker.level).many}
                    groups={picker.groups}
                    // Among members one is chosen even while the keyboard is elsewhere.
                    activeIndex={column === 'list' || isMembers ? picker.active : undefined}
                    rowHeight={rowHeight}
                    isOneTop={picker.isOneTop}
                    isReading={picker.search.isReading}
                    nameOf={nameOf}
                    onChoose={commands.open}
                    onChooseTwice={commands.chooseTwice}
                    instead={insteadOfLevel(picker, rowHeight)}
                    before={<LevelProblems picker={picker} />}
                    after={<WhereIdIs picker={picker} />}
                  />
                </div>
              </>
            )}
          </div>
        )}
      </div>
      {(look === 'wide' || commands.pick || commands.unbindable) && (
        <Foot
          pick={commands.pick}
          isEmpty={commands.isPickEmpty}
          level={picker.level}
          unbindable={commands.unbindable}
          test={commands.test}
          onUse={onUse}
        />
      )}
    </div>
  );
}

// So many are seen at a glance.
const fewManagers = 8;

/** Tab takes what is offered; with Shift, or with nothing offered, it leaves as ever. */
function isCompletingKey({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key === 'Tab' && !shiftKey && !altKey && !ctrlKey && !metaKey;
}

function isInput(target: EventTarget): boolean {
  return target instanceof HTMLInputElement;
}

/** Whether a key types a character. Space is a button's own. */
function isTyped({ key, altKey, ctrlKey, metaKey, nativeEvent }: KeyboardEvent): boolean {
  return key.length === 1 && key !== ' ' && !altKey && !ctrlKey && !metaKey && !nativeEvent.isComposing;
}
