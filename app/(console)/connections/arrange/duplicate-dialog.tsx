'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { Input } from '@/components/ui/input';
import { useNavigate } from '@/components/ui/navigate-provider';
import { toast } from '@/components/ui/toast';
import { useKeptState } from '@/components/ui/use-kept-state';
import { useOutcome } from '@/components/use-outcome';
import { uiWords } from '@/components/words/ui';
import type { ConnectionView } from '@/lib/connections/schema';
import { slugOf } from '../form/slug';
import { duplicate } from './actions';
import { arrangeWords } from './words';

const words = arrangeWords.duplicate;

/** Asks for the copy's name and key, both suggested, and goes to it. */
export function DuplicateDialog({ view, onClose }: { view: ConnectionView; onClose: () => void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const formId = useId();
  const [name, setName] = useKeptState('duplicate name', () => words.copyOf(view.name));
  const [key, setKey] = useKeptState('duplicate key', () => slugOf(words.copyOf(view.name)));
  const [isKeyOwn, setKeyOwn] = useKeptState('duplicate own', false);
  const copy = useOutcome(duplicate);
  const save = async () => {
    const outcome = await copy.run({ key: view.key, as: { name, key } });
    if (!outcome.ok) return;
    onClose();
    toast.done(words.done(outcome.value.name));
    await queries.invalidateQueries({ queryKey: ['/api/v1/connections'] });
    navigate.push(`/connections/${outcome.value.key}`);
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={words.title(view.name)}
      description={words.text}
      footer={
        <>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={copy.isBusy}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <Form keptAs="duplicate" id={formId} problem={copy.problem} onSubmit={save}>
        <Field label={words.name} error={copy.fieldError('name')} isRequired>
          <Input
            value={name}
            onChange={(event) => {
              setName(event.target.value);
              if (!isKeyOwn) setKey(slugOf(event.target.value));
            }}
          />
        </Field>
        <Field label={words.key} help={words.keyHelp} error={copy.fieldError('key')} isRequired>
          <Input
            isMono
            value={key}
            onChange={(event) => {
              setKeyOwn(true);
              setKey(event.target.value);
            }}
          />
        </Field>
        <p className="text-ink-3 text-xs">{words.whileDirty}</p>
      </Form>
    </Dialog>
  );
}
