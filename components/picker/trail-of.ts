import { levelsOf } from '@/lib/providers/references';
import type { TrailPart } from './trail';
import type { PickerModel } from './use-picker';
import { levelWords } from './words';

/** What is open, step by step, and the ways back to each. */
export function trailOf(picker: PickerModel): TrailPart[] {
  const { state, manager, dispatch } = picker;
  const { scheme, path } = state;
  if (!manager) return [];
  const titles = titlesOfPath(picker);
  const at = { managerId: manager.id, scheme };
  const open = (depth: number) => () =>
    dispatch({
      type: 'place-opened',
      at,
      path: path.slice(0, depth),
      title: titles[0] ?? manager.name,
    });
  const levels = levelsOf(scheme);
  const [first = 'vault'] = levels;
  const head = { label: manager.name, onOpen: path.length > 0 ? open(0) : undefined };
  if (path.length === 0) return [head, { label: levelWords(first).all }];
  const steps = titles.map((title, step): TrailPart => {
    const level = levels[step];
    const label = level ? levelWords(level).named(title) : title;
    return step < path.length - 1 ? { label, onOpen: open(step + 1) } : { label };
  });
  return [head, ...steps];
}

/** What is open, by the titles that are listed, else by those it was opened with, else by its ids. */
export function titlesOfPath({ state, tops, members }: PickerModel): string[] {
  return state.path.map(({ id, title }, step) => {
    const listed =
      step === 0
        ? tops.data?.find((top) => top.id === id)?.title
        : // The listing of what the last step holds tells its title.
          step === state.path.length - 1
          ? members.data?.title
          : undefined;
    return listed || title || (step === 0 ? id : '');
  });
}
