'use client';

import { Eraser } from 'lucide-react';
import { useState } from 'react';
import { ProviderMark } from '@/components/provider-mark';
import { failedAction } from '@/components/query/failed-action';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Menu, MenuItem, MenuLabel } from '@/components/ui/dropdown-menu';
import { toast } from '@/components/ui/toast';
import type { ManagerView } from '@/lib/managers/schema';
import { clearManager } from './actions';
import { cacheWords } from './words';

const words = cacheWords.clear;

/** Forgets everything of one secret manager, after saying what that means. */
export function ClearAllMenu({
  managers,
  onCleared,
}: {
  managers: readonly ManagerView[];
  onCleared: () => void;
}) {
  const [chosen, setChosen] = useState<ManagerView>();
  const [isAsking, setAsking] = useState(false);
  const clear = async () => {
    if (!chosen) return undefined;
    const outcome = await clearManager(chosen.id).catch(failedAction);
    if (!outcome.ok) return outcome.problem;
    toast.done(words.allDone(outcome.value.cleared), { description: chosen.name });
    onCleared();
    return undefined;
  };
  return (
    <>
      <Menu trigger={<Button icon={<Eraser />}>{words.button}</Button>}>
        <MenuLabel>{words.menu}</MenuLabel>
        {managers.map((manager) => (
          <MenuItem
            key={manager.id}
            icon={<ProviderMark provider={manager.provider} />}
            onSelect={() => {
              setChosen(manager);
              setAsking(true);
            }}
          >
            {manager.name}
          </MenuItem>
        ))}
      </Menu>
      <Confirm
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={words.allTitle(chosen?.name ?? '')}
        confirmLabel={words.allConfirm}
        onConfirm={clear}
      >
        <p>{words.allText(chosen?.name ?? '')}</p>
        <p>{words.away}</p>
      </Confirm>
    </>
  );
}
