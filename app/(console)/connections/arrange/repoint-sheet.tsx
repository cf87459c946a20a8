'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProviderMark } from '@/components/provider-mark';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { ProblemNote } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { Sheet } from '@/components/ui/sheet';
import { toast } from '@/components/ui/toast';
import { useOutcome } from '@/components/use-outcome';
import type { RepointPreview, RepointResult } from '@/lib/connections/repoint-schema';
import type { ManagerView } from '@/lib/managers/schema';
import { preview, repoint, undo } from './actions';
import { RepointFound } from './repoint-found';
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
  const queries = useQueryClient();
  const [fromId, setFromId] = useState(fromIdAtFirst);
  const [toId, setToId] = useState<string>();
  const look = useOutcome(preview);
  const apply = useOutcome(repoint);
  const seen = look.value;
  const others = managers.filter(({ id }) => id !== fromId);
  const choose = (set: (id: string) => void) => (id: string) => {
    look.reset();
    set(id);
  };
  const readAnew = () =>
    Promise.all(
      ['/api/v1/connections', '/api/v1/references/places', '/api/v1/references/findings'].map((path) =>
        queries.invalidateQueries({ queryKey: [path] }),
      ),
    );
  const runUndo = async (id: string) => {
    const outcome = await undo(id).catch(() => undefined);
    await readAnew();
    if (!outcome?.ok) {
      if (outcome) toast.problem(outcome.problem.title, { description: outcome.problem.detail });
      return;
    }
    const { changed, left } = outcome.value;
    toast.done(words.undone(changed.length), leftText(left));
  };
  const runApply = async () => {
    if (!seen || !fromId || !toId) return;
    const outcome = await apply.run({ fromId, toId, changes: changesOf(seen) });
    if (!outcome.ok) return;
    const { id, changed, left } = outcome.value;
    const fields = changed.reduce((sum, each) => sum + each.fields.length, 0);
    toast.done(words.done(fields, changed.length), {
      ...leftText(left),
      ...(changed.length > 0 ? { action: { label: words.undo, onClick: () => void runUndo(id) } } : {}),
      duration: 12_000,
    });
    onClose();
    onDone();
    await readAnew();
  };
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      size="lg"
      title={words.title}
      description={words.text}
      footer={
        <>
          <Button
            isBusy={look.isBusy}
            blockedBecause={fromId && toId ? undefined : words.choose}
            variant={seen ? 'secondary' : 'primary'}
            onClick={() =>
              fromId && toId && void look.run({ fromId, toId, ...(keys ? { keys: [...keys] } : {}) })
            }
          >
            {words.look}
          </Button>
          {seen && (
            <Button
              variant="primary"
              isBusy={apply.isBusy}
              blockedBecause={seen.fine === 0 ? words.nothingFits : undefined}
              onClick={() => void runApply()}
            >
              {words.apply(seen.fine)}
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={words.from}>
            <ManagerSelect managers={managers} value={fromId} onValueChange={choose(setFromId)} />
          </Field>
          <Field label={words.to} help={others.length === 0 ? words.noOther : undefined}>
            <ManagerSelect managers={others} value={toId} onValueChange={choose(setToId)} />
          </Field>
        </div>
        {look.isBusy && (
          <p role="status" className="text-ink-3">
            {words.looking}…
          </p>
        )}
        {look.problem && <ProblemNote problem={look.problem} />}
        {apply.problem && <ProblemNote problem={apply.problem} />}
        {seen && <RepointFound seen={seen} />}
      </div>
    </Sheet>
  );
}

function ManagerSelect({
  managers,
  value,
  onValueChange,
}: {
  managers: readonly ManagerView[];
  value: string | undefined;
  onValueChange: (id: string) => void;
}) {
  return (
    <Select
      value={value}
      onValueChange={onValueChange}
      placeholder={words.choose}
      options={managers.map(({ id, name, provider }) => ({
        value: id,
        label: name,
        icon: <ProviderMark provider={provider} />,
      }))}
    />
  );
}

function changesOf({ connections }: RepointPreview) {
  return connections.flatMap(({ key, revision, fields }) => {
    const fine = fields.flatMap(({ name, reference, outcome }) =>
      outcome === 'fine' && reference ? [[name, reference] as const] : [],
    );
    return fine.length > 0 ? [{ key, revision, fields: Object.fromEntries(fine) }] : [];
  });
}

function leftText(left: RepointResult['left']): { description?: string } {
  const keys = [...new Set(left.map(({ key }) => key))];
  return keys.length > 0 ? { description: words.left(keys.join(', ')) } : {};
}
