'use client';

import { type ReactNode, useLayoutEffect, useState } from 'react';
import { uiWords } from '@/components/words/ui';
import { FormName } from './form-name';
import { noteName, takeKept } from './kept-values';
import { Notice } from './notice';

const words = uiWords.updated;

/** A form whose values are kept at a reload: `name` is what its problems tell the page to keep. */
export function KeptForm({ name, children }: { name: string | undefined; children: ReactNode }) {
  return (
    <FormName value={name}>
      {name !== undefined && <KeptNote form={name} />}
      {children}
    </FormName>
  );
}

/** After the reload: that what was typed is here again, and which secrets have to be typed once more. */
function KeptNote({ form }: { form: string }) {
  const [secrets, setSecrets] = useState<readonly string[]>();
  useLayoutEffect(() => {
    const kept = takeKept(noteName(form));
    if (Array.isArray(kept)) setSecrets(kept.map(String));
  }, [form]);
  if (!secrets) return null;
  return (
    <Notice tone={secrets.length > 0 ? 'warn' : 'info'} role="status" title={words.title}>
      {secrets.length > 0 ? words.keptBut(secrets) : words.kept}
    </Notice>
  );
}
