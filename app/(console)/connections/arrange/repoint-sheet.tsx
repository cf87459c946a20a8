'use client';

import { LoaderCircle } from 'lucide-react';
import { useMemo } from 'react';
import { ManagerSelect } from '@/components/manager-select';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormName } from '@/components/ui/form-name';
import { KeptNote } from '@/components/ui/kept-note';
import { ProblemNote } from '@/components/ui/notice';
import { Progress } from '@/components/ui/progress';
import { Sheet } from '@/components/ui/sheet';
import { useKeptState } from '@/components/ui/use-kept-state';
import { useOutcome } from '@/components/use-outcome';
import type { ManagerView } from '@/lib/managers/schema';
import { preview } from './actions';
import { RepointFound } from './repoint-found';
import { bulkForm } from './selection';
import { changesOf, useRepoint } from './use-repoint';
import { arrangeWords } from './words';

const words = arrangeWords.repoint;

export interface RepointSheetProps {
  /** Connections; undefined: all that are bound to the first secret manager. */
  keys: readonly string[] | undefined;
  fromIdAtFirst: string | undefined;
  managers: readonly ManagerView[];
  onClose: () => void;
  onDone: () => void;
}

/** From one secret manager to another: chosen, shown field by field, then done in one go, with the way back. */
export function RepointSheet({ keys, fromIdAtFirst, managers, onClose, onDone }: RepointSheetProps) {
  const [fromId, setFromId] = useKeptState('repoint from', fromIdAtFirst);
  const [toId, setToId] = useKeptState('repoint to', () => onlyOther(managers, fromIdAtFirst));
  const look = useOutcome(preview);
  const apply = useRepoint();
  const seen = look.value;
  const changes = useMemo(() => (seen ? changesOf(seen) : []), [seen]);
  const others = managers.filter(({ id }) => id !== fromId);
  const choose = (set: (id: string) => void) => (id: string) => {
    look.reset();
    set(id);
  };
  const runLook = () => {
    if (fromId && toId) void look.run({ fromId, toId, ...(keys ? { keys: [...keys] } : {}) });
  };
  const runApply = async () => {
    if (!fromId || !toId || changes.length === 0) return;
    if (!(await apply.run(fromId, toId, changes))) return;
    onClose();
    onDone();
  };
  return (
    <FormName value={bulkForm}>
      <Sheet
        isOpen
        onOpenChange={() => !apply.isBusy && onClose()}
        size="lg"
        title={words.title}
        description={words.text}
        footer={
          <>
            <Button
              isBusy={look.isBusy}
              blockedBecause={fromId && toId ? undefined : words.chooseFirst}
              variant={seen ? 'secondary' : 'primary'}
              onClick={runLook}
            >
              {words.look}
            </Button>
            {seen && (
              <Button
                variant="primary"
                isBusy={apply.isBusy}
                blockedBecause={seen.fine === 0 ? words.nothingFits : undefined}
                onClick={runApply}
              >
                {words.apply(seen.fine)}
              </Button>
            )}
          </>
        }
      >
        <KeptNote form={bulkForm} />
        <div className="grid gap-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={words.from}>
              <ManagerSelect
                managers={managers}
                placeholder={words.choose}
                value={fromId}
                onValueChange={choose(setFromId)}
              />
            </Field>
            <Field label={words.to} help={others.length === 0 ? words.noOther : undefined}>
              <ManagerSelect
                managers={others}
                placeholder={words.choose}
                value={toId}
                onValueChange={choose(setToId)}
              />
            </Field>
          </div>
          {look.isBusy && (
            <p role="status" className="flex items-center gap-2 text-ink-3">
              <LoaderCircle aria-hidden className="size-4 animate-spin" />
              {words.looking}
            </p>
          )}
          {apply.isBusy && changes.length > 0 && (
            <div role="status" className="grid gap-1.5">
              <p className="text-ink-2">{words.applied(apply.done, changes.length)}</p>
              <Progress label={words.progress} ratio={apply.done / changes.length} />
            </div>
          )}
          {look.problem && <ProblemNote problem={look.problem} />}
          {apply.problem && <ProblemNote problem={apply.problem} />}
          {seen && <RepointFound seen={seen} />}
        </div>
      </Sheet>
    </FormName>
  );
}

/** Where there is one other, it is meant. */
function onlyOther(managers: readonly ManagerView[], fromId: string | undefined): string | undefined {
  const others = managers.filter(({ id }) => id !== fromId);
  return fromId && others.length === 1 ? others[0]?.id : undefined;
}
