'use client';

import { KeyRound } from 'lucide-react';
import { pickerWords } from '@/components/picker/words';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { SecretArea } from '@/components/ui/secret-area';
import { SecretInput } from '@/components/ui/secret-input';
import type { FieldDraft } from './draft';
import { formWords } from './words';

const words = formWords.field;

export interface TypedBoxProps {
  draft: FieldDraft;
  text: string;
  onType: (text: string) => void;
  onBind: () => void;
}

/** Where a value is typed, with the key button inside that binds it instead. Credentials are masked. */
export function TypedBox({ draft, text, onType, onBind }: TypedBoxProps) {
  const keyButton = (
    <IconButton
      size="inset"
      label={pickerWords.openFor(draft.label)}
      icon={<KeyRound />}
      data-return
      onClick={onBind}
    />
  );
  if (!draft.isSecret) {
    return (
      <Input
        value={text}
        placeholder={draft.placeholder}
        onChange={(event) => onType(event.target.value)}
        after={keyButton}
      />
    );
  }
  if (text.includes('\n')) {
    return <SecretArea actions={keyButton} value={text} onChange={(event) => onType(event.target.value)} />;
  }
  return (
    <SecretInput
      actions={keyButton}
      value={text}
      placeholder={words.secretPlaceholder}
      className="placeholder:font-sans"
      onChange={(event) => onType(event.target.value)}
    />
  );
}
