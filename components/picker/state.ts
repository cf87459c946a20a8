import { holdsAll, wordsOf } from '@/lib/kernel/fold';
import { beginsReference, levelsOf } from '@/lib/providers/references';

/** Where the keyboard is: among the places, or in the list of what is opened of them. */
export type Column = 'places' | 'list';

/** A step of the way to a secret that is open. */
export interface PathStep {
  id: string;
  /** Empty while it is not known: it came from a link, a binding or a pasted id. */
  title: string;
}

/** A list that was left for one below it, for the way back. */
interface LeftView {
  path: readonly PathStep[];
  text: string;
  active: number | undefined;
}

/** A tree of a secret manager: what is stepped through there has the references of this scheme. */
export interface TreePlace {
  managerId: string;
  scheme: string;
}

export interface PickerState extends LeftView {
  managerId: string | undefined;
  scheme: string;
  /** What is open, from the outermost on. Empty: all of the tree. */
  path: readonly PathStep[];
  column: Column;
  /** What stands in the search box: of the list that is open. */
  text: string;
  /** Undefined: the option that fits best. */
  active: number | undefined;
  /** The lists that led here, the last one left first to go back to. */
  above: readonly LeftView[];
  activePlace: number;
  /** Among what completes a reference. */
  activeCompletion: number;
}

export type PickerEvent =
  /** `at`: the text goes on there. */
  | { type: 'typed'; text: string; at?: TreePlace | undefined }
  /** From the places: `title` is of what is opened, or of the secret manager. */
  | { type: 'place-opened'; at: TreePlace; path: readonly PathStep[]; title: string }
  /** From the list. `at`: found in another tree, or secret manager. */
  | { type: 'opened'; path: readonly PathStep[]; index: number; at?: TreePlace }
  | { type: 'link-followed'; scheme: string; path: readonly PathStep[] }
  | { type: 'moved'; index: number; column?: Column }
  | { type: 'completion-moved'; index: number }
  | { type: 'went-back'; placeIndex: number };

/** The picker's next state. */
export function nextState(state: PickerState, event: PickerEvent): PickerState {
  switch (event.type) {
    case 'typed':
      return typed(state, event);
    case 'place-opened':
      return {
        ...state,
        ...event.at,
        path: event.path,
        above: [],
        column: 'list',
        text: isAtMembers(state) || isAbout(state.text, event.title) ? '' : state.text,
        active: undefined,
      };
    case 'opened':
      return {
        ...state,
        ...event.at,
        path: event.path,
        above: [
          { path: event.at ? [] : state.path, text: state.text, active: event.index },
          ...(event.at ? [] : state.above),
        ],
        column: 'list',
        text: '',
        active: undefined,
      };
    case 'link-followed':
      return {
        ...openedAt(event.scheme, event.path),
        managerId: state.managerId,
        activePlace: state.activePlace,
      };
    case 'moved': {
      const column = event.column ?? state.column;
      return column === 'places'
        ? { ...state, column, activePlace: event.index }
        : { ...state, column, active: event.index };
    }
    case 'completion-moved':
      return { ...state, activeCompletion: event.index };
    case 'went-back':
      return wentBack(state, event.placeIndex);
  }
}

/** A path that was not stepped through: back leads to the list above its last step. */
export function openedAt(scheme: string, path: readonly PathStep[]): Omit<PickerState, 'managerId'> {
  const above = path.length > 1 ? [{ path: path.slice(0, -1), text: '', active: undefined }] : [];
  return {
    scheme,
    path,
    above,
    column: 'list',
    text: '',
    active: undefined,
    activePlace: 0,
    activeCompletion: 0,
  };
}

/** Whether what is listed can be bound: the last level of its tree. */
export function isAtMembers({ scheme, path }: Pick<PickerState, 'scheme' | 'path'>): boolean {
  const { length } = levelsOf(scheme);
  return length > 0 && path.length === length - 1;
}

/** The list of units that is open, or that the open one was opened from. */
export function unitsView(state: PickerState): LeftView {
  return state.above[0] ?? state;
}

function typed(state: PickerState, { text, at }: PickerEvent & { type: 'typed' }): PickerState {
  const next = { ...state, text, column: 'list' as const, activeCompletion: 0 };
  if (at && at.managerId !== state.managerId)
    return { ...next, ...at, path: [], above: [], active: undefined };
  return { ...next, active: text === '' ? undefined : 0 };
}

/** What was typed to find the place that is opened now, or a reference, is no search in it. */
function isAbout(text: string, title: string): boolean {
  return beginsReference(text.trim()) || holdsAll(title, wordsOf(text));
}

function wentBack(state: PickerState, placeIndex: number): PickerState {
  const [last, ...above] = state.above;
  if (last) return { ...state, ...last, above, column: 'list' };
  return { ...state, column: 'places', activePlace: placeIndex };
}
