'use client';

import { useState } from 'react';
import { useList } from '@/components/query/use-list';
import { Checkbox } from '@/components/ui/checkbox';
import { Confirm } from '@/components/ui/confirm';
import { useNow } from '@/components/ui/relative-time';
import type { ApiKeyView } from '@/lib/api-keys/schema';
import type { Problem } from '@/lib/kernel/problem';
import type { UserView } from '@/lib/users/schema';
import { words as allWords } from './words';

const words = allWords.disable;
const mostNamed = 5;
const mostRead = 200;

export interface DisableUserProps {
  user: UserView;
  onClose: () => void;
  onConfirm: (patch: { isDisabled: true; endKeys?: true }) => Promise<Problem | undefined>;
}

/** Asks before somebody is disabled, shows the API keys that they made, and offers to end these too. */
export function DisableUser({ user, onClose, onConfirm }: DisableUserProps) {
  const [areEnded, setEnded] = useState(false);
  const nowMs = useNow();
  const list = useList<ApiKeyView>({
    path: '/api/v1/api-keys',
    query: { createdBy: user.id, limit: mostRead },
  });
  const keys = list.items.filter(
    ({ revokedAt, expiresAt }) => revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > nowMs),
  );
  return (
    <Confirm
      isOpen
      onOpenChange={onClose}
      title={words.title(user.name)}
      confirmLabel={words.action}
      onConfirm={() => onConfirm({ isDisabled: true, ...(areEnded ? { endKeys: true } : {}) })}
    >
      <p>{words.text}</p>
      {keys.length > 0 && (
        <>
          <p>{words.keys(keys.length)}</p>
          <ul className="list-disc pl-5">
            {keys.slice(0, mostNamed).map((key) => (
              <li key={key.id} className="[overflow-wrap:anywhere]">
                {key.name} <span className="font-mono text-ink-3 text-xs">{key.prefix}…</span>
              </li>
            ))}
            {keys.length > mostNamed && <li>{words.moreKeys(keys.length - mostNamed)}</li>}
          </ul>
          <Checkbox
            label={words.endKeys}
            help={words.endKeysHelp}
            isChecked={areEnded}
            onCheckedChange={setEnded}
          />
        </>
      )}
    </Confirm>
  );
}
