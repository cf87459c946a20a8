'use client';

import { useEffect, useState } from 'react';
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
  const [isOwn, setOwn] = useState(mode === 'update');
  const [name, key] = useWatch({ control, name: ['name', 'key'] });
  useEffect(() => {
    if (!isOwn) setValue('key', slugOf(name), { shouldValidate: formState.isSubmitted });
  }, [name, isOwn, setValue, formState.isSubmitted]);
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
