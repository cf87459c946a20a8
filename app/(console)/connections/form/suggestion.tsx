'use client';

import { KeyRound, WandSparkles } from 'lucide-react';
import type { Binding } from '@/components/picker/binding';
import { choicesOf } from '@/components/picker/choices';
import { pickOfChoice, placeOfBinding } from '@/components/picker/picks';
import { suggestionsOf } from '@/components/picker/suggest';
import { useMembers } from '@/components/picker/use-browse';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { FieldDraft } from './draft';
import { formWords } from './words';

const words = formWords.suggestion;

export interface SuggestionProps {
  /** What was bound just now. */
  binding: Binding;
  fields: readonly FieldDraft[];
  onBind: (bindings: readonly { name: string; binding: Binding }[]) => void;
  onDismiss: () => void;
}

/** After one field was bound: the other empty fields that the same item has something for, one press each or all at once. */
export function Suggestion({ binding, fields, onBind, onDismiss }: SuggestionProps) {
  const place = placeOfBinding(binding);
  const listing = useMembers(place && { managerId: binding.secretManagerId, ...place });
  const { titles } = binding;
  if (!listing.data || !titles) return null;
  const empty = fields.filter(({ state, isOwn }) => !isOwn && state.kind === 'typed' && state.text === '');
  const found = suggestionsOf(
    empty,
    choicesOf(listing.data.items.filter(({ reference }) => reference !== '')),
  ).map(({ field, choice }) => ({
    name: field.name,
    label: field.label,
    binding: pickOfChoice(
      { id: binding.secretManagerId, name: binding.secretManagerName, provider: binding.provider },
      { vaultTitle: titles.vault, itemTitle: titles.item },
      choice,
    ),
  }));
  if (found.length === 0) return null;
  return (
    <Notice
      tone="info"
      icon={WandSparkles}
      role="status"
      title={words.title(titles.item || titles.vault, found.length)}
      actions={
        <>
          {found.length > 1 && (
            <Button size="sm" icon={<KeyRound />} onClick={() => onBind(found)}>
              {words.bindAll(found.length)}
            </Button>
          )}
          {found.map((one) => (
            <Button key={one.name} size="sm" aria-label={words.bind(one.label)} onClick={() => onBind([one])}>
              {found.length > 1 ? one.label : words.bind(one.label)}
            </Button>
          ))}
          <Button size="sm" variant="quiet" onClick={onDismiss}>
            {words.dismiss}
          </Button>
        </>
      }
    />
  );
}
