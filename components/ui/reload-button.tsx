'use client';

import { RotateCw } from 'lucide-react';
import { useContext } from 'react';
import { uiWords } from '@/components/words/ui';
import { Button } from './button';
import { FormName } from './form-name';
import { keepAndReload } from './kept-values';
import { toast } from './toast';

const words = uiWords.updated;

/** What to do about a page of the version before: load it again, with what was typed where the form keeps it. */
export function ReloadButton() {
  const form = useContext(FormName);
  const reload = async (button: HTMLButtonElement) => {
    if (form === undefined) return window.location.reload();
    if (!(await keepAndReload(form, typedSecretsIn(button.form)))) toast.problem(words.notKept);
  };
  return (
    <Button icon={<RotateCw />} onClick={(event) => reload(event.currentTarget)}>
      {form === undefined ? uiWords.reload : words.keep}
    </Button>
  );
}

/** What to read above the button. */
export function UpdatedText({ otherwise }: { otherwise: string }) {
  return useContext(FormName) === undefined ? otherwise : words.textKept;
}

/** The labels of the masked inputs of a form that hold something. */
function typedSecretsIn(form: HTMLFormElement | null): string[] {
  const inputs = form?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[data-secret]') ?? [];
  return [...inputs].flatMap((input) => {
    const label = input.labels?.[0]?.firstChild?.textContent?.trim();
    return input.value !== '' && label ? [label] : [];
  });
}
