'use client';

import { useEffect, useEffectEvent } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { useKeptState } from '@/components/ui/use-kept-state';
import { issueText } from '@/components/words/message-text';
import type { ConnectionDraft } from './draft';
import { slugOf } from './slug';
import { useKeyLook } from './use-key-look';
import { formWords } from './words';

const words = formWords.what;

export interface KeyFieldProps {
  form: UseFormReturn<ConnectionDraft>;
  mode: 'create' | 'update';
  /** A name such as people give: its key is the example. */
  nameExample: string;
  /** The key that workloads use now. */
  keyBefore: string;
}

/** The key: made of the name until somebody changes it. One that is taken says so while it is typed; a saved one warns before it breaks workloads. */
export function KeyField({ form, mode, nameExample, keyBefore }: KeyFieldProps) {
  const { control, setValue, register, formState } = form;
  const [name, key] = useWatch({ control, name: ['name', 'key'] });
  // An import may bring a key that its name would not make.
  const [isOwn, setOwn] = useKeptState(
    'connection has-own-key',
    mode === 'update' || keyBefore !== slugOf(name),
  );
  // When the name changes, and at no other time: what the server said of the key stays until then.
  const follow = useEffectEvent((text: string) =>
    setValue('key', slugOf(text), { shouldValidate: formState.isSubmitted }),
  );
  useEffect(() => {
    if (!isOwn) follow(name);
  }, [name, isOwn]);
  const look = useKeyLook(key, mode === 'update' ? keyBefore : '');
  const free = look?.free;
  const isTaken = look?.isTaken === true || formState.errors.key?.type === 'conflict';
  const take = (free: string) => {
    setOwn(true);
    form.clearErrors('key');
    setValue('key', free, { shouldDirty: true });
    form.setFocus('key');
  };
  const isRenaming = mode === 'update' && key !== keyBefore;
  return (
    <div className="grid gap-2">
      <Field
        label={words.key}
        help={mode === 'create' ? words.keyHelp : words.keyHelpSaved}
        error={issueText(formState.errors.key?.message) ?? (isTaken ? words.keyTaken : undefined)}
        isRequired
      >
        <Input
          isMono
          {...register('key', { onChange: (event) => setOwn(event.target.value !== '') })}
          autoCapitalize="off"
          placeholder={slugOf(nameExample)}
        />
      </Field>
      {isTaken && free !== undefined && (
        <Button size="sm" className="justify-self-start" onClick={() => take(free)}>
          {words.takeKey(free)}
        </Button>
      )}
      {isRenaming && (
        <Notice tone="warn" role="status">
          {words.keyWarning(keyBefore)}
        </Notice>
      )}
    </div>
  );
}
