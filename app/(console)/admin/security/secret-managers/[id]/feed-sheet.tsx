'use client';

import { Pencil } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { Input } from '@/components/ui/input';
import { SecretInput } from '@/components/ui/secret-input';
import { Sheet } from '@/components/ui/sheet';
import { toast } from '@/components/ui/toast';
import { useKeptState } from '@/components/ui/use-kept-state';
import { useOutcome } from '@/components/use-outcome';
import type { ManagerView } from '@/lib/managers/schema';
import { updateAction } from './actions';
import { words } from './feed-words';

/** Opens the token of the change feed. */
export function EditFeed({ manager }: { manager: ManagerView }) {
  const [isOpen, setOpen] = useKeptState('feed open', false);
  return (
    <>
      <Button
        size="sm"
        variant="quiet"
        icon={<Pencil />}
        aria-label={words.edit}
        onClick={() => setOpen(true)}
      >
        {manager.changeFeed.state === 'off' ? words.setUp : words.change}
      </Button>
      {isOpen && <FeedSheet manager={manager} onClose={() => setOpen(false)} />}
    </>
  );
}

function FeedSheet({ manager, onClose }: { manager: ManagerView; onClose: () => void }) {
  const [token, setToken] = useState('');
  const [origin, setOrigin] = useState('');
  const saving = useOutcome(updateAction);
  const removing = useOutcome(updateAction);
  const formId = useId();
  const isOff = manager.changeFeed.state === 'off';
  const blocked = token.trim() === '' ? words.needToken : undefined;
  const set = async (changeFeed: { token: string; origin?: string } | null) => {
    const run = changeFeed ? saving.run : removing.run;
    const saved = await run({ id: manager.id, patch: { changeFeed } });
    if (!saved.ok) return;
    toast.done(changeFeed ? words.saved : words.removed);
    onClose();
  };
  const save = () => set({ token, ...(origin.trim() === '' ? {} : { origin: origin.trim() }) });
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      title={words.sheet}
      description={words.text}
      footer={
        <>
          {!isOff && (
            <Button isBusy={removing.isBusy} onClick={() => set(null)}>
              {words.remove}
            </Button>
          )}
          <Button
            type="submit"
            form={formId}
            variant="primary"
            isBusy={saving.isBusy}
            blockedBecause={blocked}
          >
            {words.save}
          </Button>
        </>
      }
    >
      <Form
        keptAs="change feed"
        id={formId}
        problem={saving.problem ?? removing.problem}
        onSubmit={() => blocked || save()}
      >
        <div className="grid gap-1.5 text-sm">
          <p className="font-medium text-ink">{words.how}</p>
          <ol className="grid list-decimal gap-1 pl-5 text-ink-2">
            {words.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
        <Field label={words.token} help={words.tokenHelp} isRequired>
          <SecretInput value={token} onChange={(event) => setToken(event.target.value)} />
        </Field>
        <Field label={words.origin} help={words.originHelp} isOptional>
          <Input
            isMono
            type="url"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://events.1password.com"
            value={origin}
            onChange={(event) => setOrigin(event.target.value)}
          />
        </Field>
      </Form>
    </Sheet>
  );
}
