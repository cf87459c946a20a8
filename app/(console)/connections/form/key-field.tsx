'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { saidIssue } from '@/components/words/sentences';
import type { ConnectionDraft } from './draft';
import { slugOf } from './slug';
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

/** The key: made of the name until somebody changes it; a saved one warns before it breaks workloads. */
export function KeyField({ form, mode, nameExample, keyBefore }: KeyFieldProps) {
  const { control, setValue, register, formState } = form;
  const [name, key] = useWatch({ control, name: ['name', 'key'] });
  // An import may bring a key that its name would not make.
  const [isOwn, setOwn] = useState(mode === 'update' || keyBefore !== slugOf(name));
  // When the name changes, and at no other time: what the server said of the key stays until then.
  const follow = useEffectEvent((text: string) =>
    setValue('key', slugOf(text), { shouldValidate: formState.isSubmitted }),
  );
  useEffect(() => {
    if (!isOwn) follow(name);
  }, [name, isOwn]);
  const isRenaming = mode === 'update' && key !== keyBefore;
  return (
    <div className="grid gap-2">
      <Field
        label={words.key}
        help={mode === 'create' ? words.keyHelp : words.keyHelpSaved}
        error={saidIssue(formState.errors.key?.message)}
        isRequired
      >
        <Input
          isMono
          {...register('key', { onChange: (event) => setOwn(event.target.value !== '') })}
          autoCapitalize="off"
          placeholder={slugOf(nameExample)}
        />
      </Field>
      {isRenaming && (
        <Notice tone="warn" role="status">
          {words.keyWarning(keyBefore)}
        </Notice>
      )}
    </div>
  );
}
