'use client';

import { Confirm } from '@/components/ui/confirm';
import { RelativeTime } from '@/components/ui/relative-time';
import { toast } from '@/components/ui/toast';
import { useOutcome } from '@/components/use-outcome';
import type { ApiKeyView } from '@/lib/api-keys/schema';
import { revokeAction } from './actions';
import { words } from './words';

/** Asks before a key ends, saying when it was last used. */
export function Revoke({ apiKey, onClose }: { apiKey: ApiKeyView; onClose: () => void }) {
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
      <p>{words.revoke.text}</p>
      <p>
        {words.revoke.lastUsed}: <RelativeTime at={apiKey.lastUsedAt} />
      </p>
    </Confirm>
  );
}
