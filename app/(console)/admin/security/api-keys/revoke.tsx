'use client';

import { Confirm } from '@/components/ui/confirm';
import { durationText } from '@/components/ui/relative';
import { RelativeTime } from '@/components/ui/relative-time';
import { toast } from '@/components/ui/toast';
import { useOutcome } from '@/components/use-outcome';
import type { ApiKeyView } from '@/lib/api-keys/schema';
import { revokeAction } from './actions';
import { words } from './words';

interface RevokeProps {
  apiKey: ApiKeyView;
  /** How long a process that cannot reach the database may accept it, in milliseconds. Absent: there is one process. */
  cutOffMs: number | undefined;
  onClose: () => void;
}

/** Asks before a key ends, saying when that holds everywhere and when it was last used. */
export function Revoke({ apiKey, cutOffMs, onClose }: RevokeProps) {
  const revoke = useOutcome(revokeAction);
  const confirm = async () => {
    const outcome = await revoke.run(apiKey.id);
    if (!outcome.ok) return outcome.problem;
    toast.done(words.revoke.done(apiKey.name));
    return undefined;
  };
  return (
    <Confirm
      isOpen
      onOpenChange={onClose}
      title={words.revoke.title(apiKey.name)}
      confirmLabel={words.revoke.action}
      onConfirm={confirm}
    >
      <p>{cutOffMs === undefined ? words.revoke.text : words.revoke.textOfMany(durationText(cutOffMs))}</p>
      <p>
        {words.revoke.lastUsed}: <RelativeTime at={apiKey.lastUsedAt} />
      </p>
    </Confirm>
  );
}
