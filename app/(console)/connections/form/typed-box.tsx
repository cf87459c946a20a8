'use client';

import { Ellipsis, KeyRound } from 'lucide-react';
import { pickerWords } from '@/components/picker/words';
import { Menu, MenuItem } from '@/components/ui/dropdown-menu';
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

/** Where a value is typed. Credentials are masked and have the key button inside; plain settings bind from their menu. */
export function TypedBox({ draft, text, onType, onBind }: TypedBoxProps) {
  if (!draft.isSecret) return <PlainBox draft={draft} text={text} onType={onType} onBind={onBind} />;
  const keyButton = (
    <IconButton
      size="inset"
      label={pickerWords.openFor(draft.label)}
      icon={<KeyRound />}
      data-return
      onClick={onBind}
    />
  );
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

function PlainBox({ draft, text, onType, onBind }: TypedBoxProps) {
  const menu = (
    <Menu
      trigger={<IconButton size="inset" label={words.menu(draft.label)} icon={<Ellipsis />} data-return />}
    >
      <MenuItem icon={<KeyRound />} onSelect={() => setTimeout(onBind)}>
        {words.bind}
      </MenuItem>
    </Menu>
  );
  return (
    <Input
      value={text}
      placeholder={draft.placeholder}
      onChange={(event) => onType(event.target.value)}
      after={menu}
    />
  );
}
