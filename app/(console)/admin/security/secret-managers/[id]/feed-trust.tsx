'use client';

import { ShieldCheck } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { durationText, parseDuration } from '@/components/ui/relative';
import { Sheet } from '@/components/ui/sheet';
import { toast } from '@/components/ui/toast';
import { useKeptState } from '@/components/ui/use-kept-state';
import { useOutcome } from '@/components/use-outcome';
import type { ManagerView } from '@/lib/managers/schema';
import { updateAction } from './actions';
import { words as feedWords } from './feed-words';

const words = feedWords.trust;
const dayMs = 24 * 3_600_000;

/** Opens whether the change feed is trusted, and for how long. */
export function EditTrust({ manager }: { manager: ManagerView }) {
  const [isOpen, setOpen] = useKeptState('trust open', false);
  return (
    <>
      <Button
        size="sm"
        variant="quiet"
        icon={<ShieldCheck />}
        aria-label={words.edit}
        onClick={() => setOpen(true)}
      >
        {words.open}
      </Button>
      {isOpen && <TrustSheet manager={manager} onClose={() => setOpen(false)} />}
    </>
  );
}

function TrustSheet({ manager, onClose }: { manager: ManagerView; onClose: () => void }) {
  const { trust } = manager.changeFeed;
  const [draft, setDraft] = useState(() => durationText(trust?.freshMs ?? dayMs));
  const [isTried, setTried] = useState(false);
  const saving = useOutcome(updateAction);
  const removing = useOutcome(updateAction);
  const formId = useId();
  const freshMs = parseDuration(draft);
  const isRunning = trust !== null && trust.state !== 'ended';
  const save = async () => {
    setTried(true);
    if (freshMs === undefined) return;
    const changeFeed = { trust: { freshMs: Math.round(freshMs) } };
    const saved = await saving.run({ id: manager.id, patch: { changeFeed } });
    if (!saved.ok) return;
    toast.done(words.saved);
    onClose();
  };
  const remove = async () => {
    const saved = await removing.run({ id: manager.id, patch: { changeFeed: { trust: null } } });
    if (!saved.ok) return;
    toast.done(words.removed);
    onClose();
  };
  const wrong = isTried && freshMs === undefined ? words.notDuration : undefined;
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      title={words.sheet}
      description={words.text}
      footer={
        <>
          {trust && (
            <Button isBusy={removing.isBusy} onClick={remove}>
              {words.remove}
            </Button>
          )}
          <Button type="submit" form={formId} variant="primary" isBusy={saving.isBusy}>
            {isRunning ? words.save : words.turnOn}
          </Button>
        </>
      }
    >
      <Form
        keptAs="trust of the change feed"
        id={formId}
        problem={saving.problem ?? removing.problem}
        onSubmit={save}
      >
        <Notice tone="warn" title={words.risk}>
          <ul className="grid list-disc gap-1 pl-4">
            {words.risks.map((risk) => (
              <li key={risk}>{risk}</li>
            ))}
          </ul>
        </Notice>
        <Field
          label={words.fresh}
          help={words.freshHelp(durationText(manager.policy.freshMs))}
          error={wrong ?? saving.fieldError('changeFeed.trust.freshMs')}
        >
          <Input className="max-w-48" value={draft} onChange={(event) => setDraft(event.target.value)} />
        </Field>
      </Form>
    </Sheet>
  );
}
