'use client';

import { useQueryClient } from '@tanstack/react-query';
import { CirclePause, CirclePlay, Replace, Tag, Trash2, X } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { FormName } from '@/components/ui/form-name';
import { IconButton } from '@/components/ui/icon-button';
import { toast } from '@/components/ui/toast';
import { useKeptState } from '@/components/ui/use-kept-state';
import { useOutcome } from '@/components/use-outcome';
import type { ConnectionView } from '@/lib/connections/schema';
import type { ManagerView } from '@/lib/managers/schema';
import { removeMany } from './actions';
import { AffectedList } from './affected-list';
import { inChunks } from './in-chunks';
import { ReadLately } from './read-lately';
import { RepointSheet } from './repoint-sheet';
import { bulkForm } from './selection';
import { TagDialog } from './tag-dialog';
import { useToggle } from './use-toggle';
import { arrangeWords } from './words';

const words = arrangeWords.bulk;

export interface BulkBarProps {
  selected: readonly ConnectionView[];
  managers: readonly ManagerView[];
  /** Undefined: all that there is are shown, or some of them are not selected. */
  selectAll: { run: () => Promise<void>; isBusy: boolean } | undefined;
  /** How many that fit are not the reader's to change. */
  leftOut: number;
  onClear: () => void;
}

/** What can be done with the selected connections, at the foot and always in sight. */
export function BulkBar({ selected, managers, selectAll, leftOut, onClear }: BulkBarProps) {
  const [asking, setAsking] = useKeptState<'nothing' | 'tag' | 'disable' | 'repoint' | 'remove'>(
    'asking about many',
    'nothing',
  );
  const count = useRef<HTMLParagraphElement>(null);
  const close = () => setAsking('nothing');
  const toggle = useToggle();
  const queries = useQueryClient();
  const removal = useOutcome(removeMany);
  const keys = selected.map(({ key }) => key);
  const enabled = selected.filter(({ disabledAt }) => disabledAt === null);
  const disabled = selected.filter(({ disabledAt }) => disabledAt !== null);
  const disableAll = async () => {
    if (await toggle.run('disable', enabled)) onClear();
    return undefined;
  };
  const removeAll = async () => {
    const outcome = await inChunks(
      keys,
      (some) => removal.run({ keys: some }),
      (before, next) => ({
        removed: [...before.removed, ...next.removed],
        failed: [...before.failed, ...next.failed],
      }),
    );
    if (!outcome.ok) return outcome.problem;
    const { removed, failed } = outcome.value;
    if (removed.length > 0) toast.done(words.removeDone(removed.length));
    if (failed.length > 0) toast.problem(words.removeFailed(failed.map(({ key }) => key).join(', ')));
    onClear();
    await queries.invalidateQueries({ queryKey: ['/api/v1/connections'] });
    return undefined;
  };
  if (selected.length === 0) return null;
  return (
    <FormName value={bulkForm}>
      <section
        aria-label={words.label}
        className="sticky bottom-16 z-20 mt-3 flex flex-wrap items-center gap-2 rounded-lg border bg-raised px-3 py-2 shadow-float md:bottom-3"
      >
        <p
          ref={count}
          tabIndex={-1}
          aria-live="polite"
          className="tabular font-medium outline-none max-sm:flex-1"
        >
          {words.selected(selected.length)}
        </p>
        <span className="mr-auto">
          {leftOut > 0 && <span className="text-ink-3 text-xs">{words.leftOut(leftOut)}</span>}
          {selectAll && (
            <Button
              size="sm"
              variant="quiet"
              isBusy={selectAll.isBusy}
              // The button goes with what it did; the focus stays in the bar.
              onClick={() => selectAll.run().then(() => count.current?.focus())}
            >
              {words.allThatFit}
            </Button>
          )}
        </span>
        <div className="flex flex-wrap gap-2 max-sm:order-last max-sm:basis-full max-sm:[&_svg]:hidden">
          <Button size="sm" icon={<Tag />} onClick={() => setAsking('tag')}>
            {words.tag}
          </Button>
          {enabled.length > 0 && (
            <Button
              size="sm"
              icon={<CirclePause />}
              isBusy={toggle.isBusy}
              onClick={() => setAsking('disable')}
            >
              {arrangeWords.toggle.disable}
            </Button>
          )}
          {disabled.length > 0 && (
            <Button
              size="sm"
              icon={<CirclePlay />}
              isBusy={toggle.isBusy}
              onClick={() => toggle.run('enable', disabled).then((isDone) => isDone && onClear())}
            >
              {arrangeWords.toggle.enable}
            </Button>
          )}
          <Button size="sm" icon={<Replace />} onClick={() => setAsking('repoint')}>
            {words.repoint}
          </Button>
          <Button size="sm" variant="danger-quiet" icon={<Trash2 />} onClick={() => setAsking('remove')}>
            {words.remove}
          </Button>
        </div>
        <IconButton size="sm" label={words.none} icon={<X />} onClick={onClear} />
        {asking === 'tag' && <TagDialog connections={selected} onClose={close} />}
        {asking === 'repoint' && (
          <RepointSheet
            keys={keys}
            fromIdAtFirst={mostUsed(selected)}
            managers={managers}
            onClose={close}
            onDone={onClear}
          />
        )}
        <Confirm
          isOpen={asking === 'disable'}
          onOpenChange={close}
          title={words.disableTitle(enabled.length)}
          confirmLabel={arrangeWords.toggle.disable}
          onConfirm={disableAll}
        >
          <ReadLately connections={enabled} />
          <p>{words.disableText}</p>
          <AffectedList connections={enabled} />
        </Confirm>
        <Confirm
          isOpen={asking === 'remove'}
          onOpenChange={close}
          title={words.removeTitle(selected.length)}
          confirmLabel={words.remove}
          typedName={words.removeWord}
          onConfirm={removeAll}
        >
          <ReadLately connections={selected} />
          <p>{words.removeText}</p>
          <AffectedList connections={selected} />
        </Confirm>
      </section>
    </FormName>
  );
}

/** The secret manager that most of their fields are bound to. */
function mostUsed(selected: readonly ConnectionView[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { fields, environment } of selected) {
    const bound = Object.values(fields).flatMap((field) =>
      'secretManagerId' in field ? field.secretManagerId : [],
    );
    for (const id of [...bound, environment?.secretManagerId ?? '']) {
      if (id !== '') counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}
