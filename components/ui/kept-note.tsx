'use client';

import { useLayoutEffect, useState } from 'react';
import { uiWords } from '@/components/words/ui';
import { noteName, takeKept } from './kept-values';
import { Notice } from './notice';

const words = uiWords.updated;

/** After the reload: that what was typed is here again, and which secrets have to be typed once more. */
export function KeptNote({ form }: { form: string }) {
  const [secrets, setSecrets] = useState<readonly string[]>();
  useLayoutEffect(() => {
    const kept = takeKept(noteName(form));
    if (Array.isArray(kept)) setSecrets(kept.map(String));
  }, [form]);
  if (!secrets) return null;
  return (
    <Notice tone={secrets.length > 0 ? 'warn' : 'info'} role="status" className="mb-5" title={words.title}>
      {secrets.length > 0 ? words.keptBut(secrets) : words.kept}
    </Notice>
  );
}
