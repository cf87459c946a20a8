'use client';

import { Download, Eraser, RotateCw, X } from 'lucide-react';
import { useState } from 'react';
import { problemIn, titleOfCode } from '@/components/query/api-get';
import { failedAction } from '@/components/query/failed-action';
import { saveFile } from '@/components/query/save-file';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Confirm } from '@/components/ui/confirm';
import { IconButton } from '@/components/ui/icon-button';
import { Progress } from '@/components/ui/progress';
import { toast } from '@/components/ui/toast';
import type { EntryFilter, EntrySelection, SelectionPreview } from '@/lib/cache/schema';
import { roleMay } from '@/lib/kernel/permissions';
import type { Role } from '@/lib/kernel/role';
import { previewMany } from './actions';
import { exportCsv } from './export-csv';
import type { CacheOrder } from './filter';
import { mayDoToMany, type Selection } from './selection';
import { useMany } from './use-many';
import { cacheWords } from './words';

const words = cacheWords.many;
// What one call takes (lib/cache/schema.ts).
const mostIds = 1_000;

export interface ListBarProps {
  selection: Selection;
  /** How many rows are loaded, and how many match in all. */
  loaded: number;
  total: number;
  /** There may be more than `total`. */
  isMore: boolean;
  filter: EntryFilter;
  order: CacheOrder;
  role: Role;
  onDone: () => void;
}

/** Over the list: how many there are; with rows chosen, what can be done with them. Of one height, so nothing jumps. */
export function ListBar({ selection, loaded, total, isMore, filter, order, role, onDone }: ListBarProps) {
  const [asked, setAsked] = useState<{ verb: 'clear' | 'refresh'; preview: SelectionPreview }>();
  const [isExporting, setExporting] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [weighing, setWeighing] = useState<'clear' | 'refresh'>();
  const many = useMany(() => {
    selection.clear();
    onDone();
  });
  const count = selection.isAll ? total : selection.ids.size;
  const selections = () => selectionsOf(selection, filter);
  const ask = async (verb: 'clear' | 'refresh') => {
    setWeighing(verb);
    const [first] = selections();
    const outcome = first && (await previewMany(first).catch(failedAction));
    setWeighing(undefined);
    if (!outcome) return;
    if (!outcome.ok) {
      toast.problem(outcome.problem.title, { description: outcome.problem.detail });
      return;
    }
    const { requests, managers, clearable } = outcome.value;
    if (verb === 'clear' && clearable === 0) {
      toast.note(cacheWords.clear.noneYours);
      return;
    }
    // One request is no more than a click on a row's own button.
    if (
      verb === 'refresh' &&
      requests <= 1 &&
      managers.every(({ pausedBecause }) => pausedBecause === null)
    ) {
      void many.refresh(selections(), count);
      return;
    }
    setAsked({ verb, preview: outcome.value });
    setOpen(true);
  };
  const save = async () => {
    setExporting(true);
    try {
      saveFile({ name: 'cache', ending: 'csv', text: await exportCsv({ ...filter, ...order }) });
    } catch (error) {
      const { title, detail } = problemIn(error);
      toast.problem(title, { description: detail });
    }
    setExporting(false);
  };
  // The preview counts all that match, however many.
  const meant = selection.isAll && asked ? asked.preview.count : count;
  const confirm = async () => {
    if (asked?.verb === 'clear') return many.clear(selections());
    void many.refresh(selections(), meant);
    return undefined;
  };
  return (
    <div className="mb-2 flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1">
      {mayDoToMany(role) && (
        <Checkbox
          label={words.chooseLoaded}
          isLabelHidden
          isChecked={count === 0 ? false : selection.ids.size >= loaded ? true : 'indeterminate'}
          onCheckedChange={selection.toggleLoaded}
          className="pl-3"
        />
      )}
      <p role="status" className="tabular text-ink-2">
        {count === 0 ? words.entries(total, isMore) : words.chosen(count, selection.isAll && isMore)}
      </p>
      {count > 0 && !selection.isAll && (total > count || isMore) && (
        <Button size="sm" variant="quiet" onClick={selection.chooseAll}>
          {words.chooseAll(total, isMore)}
        </Button>
      )}
      {many.progress && (
        <span className="flex w-56 items-center gap-2">
          <Progress label={words.progress} ratio={many.progress.done / Math.max(1, many.progress.of)} />
          <span className="tabular shrink-0 text-ink-2 text-xs">
            {words.progressText(many.progress.done, many.progress.of)}
          </span>
        </span>
      )}
      {count > 0 && !many.progress && (
        <span className="ml-auto flex gap-2">
          {roleMay(role, 'cache:refresh') && (
            <Button
              size="sm"
              icon={<RotateCw />}
              isBusy={weighing === 'refresh'}
              onClick={() => ask('refresh')}
            >
              {words.refresh}
            </Button>
          )}
          {roleMay(role, 'cache:clear') && (
            <Button
              size="sm"
              variant="danger-quiet"
              icon={<Eraser />}
              isBusy={weighing === 'clear'}
              onClick={() => ask('clear')}
            >
              {words.clear}
            </Button>
          )}
          <IconButton size="sm" label={words.leave} icon={<X />} onClick={selection.clear} />
        </span>
      )}
      {count === 0 && !many.progress && (
        <Button
          size="sm"
          variant="quiet"
          icon={<Download />}
          isBusy={isExporting}
          onClick={save}
          className="ml-auto"
        >
          {words.export}
        </Button>
      )}
      {asked && (
        <Confirm
          isOpen={isOpen}
          onOpenChange={setOpen}
          tone={asked.verb === 'clear' ? 'danger' : 'plain'}
          title={
            asked.verb === 'clear' ? words.clearTitle(asked.preview.clearable) : words.refreshTitle(meant)
          }
          confirmLabel={
            asked.verb === 'clear' ? words.clearConfirm(asked.preview.clearable) : words.refreshConfirm(meant)
          }
          onConfirm={confirm}
        >
          <Consequence verb={asked.verb} preview={asked.preview} />
        </Confirm>
      )}
    </div>
  );
}

function Consequence({ verb, preview }: { verb: 'clear' | 'refresh'; preview: SelectionPreview }) {
  const { count, clearable, requests, connections, managers } = preview;
  const paused = managers.filter(({ pausedBecause }) => pausedBecause !== null);
  return (
    <>
      <p>{verb === 'clear' ? words.clearText(clearable, requests) : words.refreshText(count, requests)}</p>
      {verb === 'clear' && clearable < count && <p>{words.clearKept(count - clearable)}</p>}
      {connections > 0 && <p>{words.connections(connections)}</p>}
      {paused.map(({ id, name, pausedBecause }) => (
        <p key={id}>
          {verb === 'clear'
            ? words.pausedClear(name, titleOfCode(pausedBecause ?? ''))
            : words.pausedRefresh(name, titleOfCode(pausedBecause ?? ''))}
        </p>
      ))}
    </>
  );
}

function selectionsOf({ isAll, ids }: Selection, filter: EntryFilter): EntrySelection[] {
  if (isAll) return [{ filter }];
  const all = [...ids];
  return Array.from({ length: Math.ceil(all.length / mostIds) }, (_, index) => ({
    ids: all.slice(index * mostIds, (index + 1) * mostIds),
  }));
}
