'use client';

import { KeyRound } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Binding, ChosenItem, ItemField } from '@/components/picker/binding';
import { Picker } from '@/components/picker/picker';
import { itemOfBinding } from '@/components/picker/picks';
import { apiGet, problemIn } from '@/components/query/api-get';
import { Button } from '@/components/ui/button';
import { ProblemNote } from '@/components/ui/notice';
import type { Problem } from '@/lib/kernel/problem';
import type { ManagerView } from '@/lib/managers/schema';
import type { ConnectionDraft } from '../../form/draft';
import { draftOfItem, type Imported } from './import-draft';
import { importWords } from './words';

const words = importWords.item;

export interface ItemButtonProps {
  managers: readonly ManagerView[];
  access: ConnectionDraft['access'];
  onImported: (imported: Imported) => void;
}

/** Chooses an item with the picker and makes a form of all its fields. A field that is chosen stands for its item. */
export function ItemButton({ managers, access, onImported }: ItemButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const [isReading, setReading] = useState(false);
  const [trouble, setTrouble] = useState<Problem | 'empty'>();
  const button = useRef<HTMLButtonElement>(null);
  const take = async (item: ChosenItem) => {
    setOpen(false);
    setReading(true);
    setTrouble(undefined);
    const path = `/api/v1/secret-managers/${item.manager.id}/vaults/${item.vaultId}/items/${item.itemId}/fields`;
    try {
      const listed = await apiGet<{ itemTitle: string; items: ItemField[] }>(path);
      const imported = draftOfItem(item, listed, access);
      const isEmpty = imported.draft.fields.every(({ state }) => state.kind !== 'bound');
      if (!isEmpty) return onImported(imported);
      setTrouble('empty');
    } catch (error) {
      setTrouble(problemIn(error));
    }
    setReading(false);
  };
  const takeItemOf = (binding: Binding) => {
    const at = itemOfBinding(binding);
    const manager = managers.find(({ id }) => id === binding.secretManagerId);
    if (!at || !manager) return;
    const { vault = at.vaultId, item: title = '' } = binding.titles ?? {};
    void take({ manager, ...at, title, vaultTitle: vault });
  };
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Picker
          fieldLabel={words.purpose}
          connection={access}
          binding={undefined}
          textAtFirst=""
          isOpen={isOpen}
          onOpenChange={setOpen}
          onUse={takeItemOf}
          onItem={(item) => void take(item)}
          onClosed={() => button.current?.focus()}
        >
          <Button ref={button} icon={<KeyRound />} isBusy={isReading} onClick={() => setOpen(true)}>
            {isReading ? words.reading : words.take}
          </Button>
        </Picker>
        <p className="text-ink-3 text-xs">{words.help}</p>
      </div>
      {trouble === 'empty' && (
        <p role="alert" className="text-warn-ink">
          {words.empty}
        </p>
      )}
      {trouble && trouble !== 'empty' && <ProblemNote problem={trouble} />}
    </div>
  );
}
