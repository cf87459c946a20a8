'use client';

import { Confirm } from '@/components/ui/confirm';
import { toast } from '@/components/ui/toast';
import { useOutcome } from '@/components/use-outcome';
import type { DestinationView } from '@/lib/destinations/schema';
import { removeAction } from './actions';
import { placeText } from './place-text';
import { words } from './words';

/** Asks before a destination goes. */
export function Remove({ destination, onClose }: { destination: DestinationView; onClose: () => void }) {
  const remove = useOutcome(removeAction);
  const place = placeText(destination);
  const confirm = async () => {
    const outcome = await remove.run(destination.id);
    if (!outcome.ok) return outcome.problem;
    toast.done(words.remove.done(place));
    return undefined;
  };
  return (
    <Confirm
      isOpen
      onOpenChange={onClose}
      title={words.remove.title(place)}
      confirmLabel={words.remove.action}
      onConfirm={confirm}
    >
      <p>{words.remove.text}</p>
    </Confirm>
  );
}
