'use client';

import { Confirm } from '@/components/ui/confirm';
import type { Problem } from '@/lib/kernel/problem';
import type { UserView } from '@/lib/users/schema';
import { KeysMade, useKeysMade } from './keys-made';
import { words as allWords } from './words';

const words = allWords.endKeys;

export interface EndKeysProps {
  user: UserView;
  onClose: () => void;
  onConfirm: (revoked: number) => Promise<Problem | undefined>;
}

/** Asks before the keys are revoked that somebody created who is disabled already. */
export function EndKeys({ user, onClose, onConfirm }: EndKeysProps) {
  const made = useKeysMade(user.id);
  const isNone = !made.isLoading && !made.problem && made.keys.length === 0;
  return (
    <Confirm
      isOpen
      onOpenChange={onClose}
      title={words.title(user.name)}
      confirmLabel={words.confirm}
      blockedBecause={made.isLoading ? allWords.disable.looking : isNone ? words.none : undefined}
      onConfirm={() => onConfirm(made.keys.length)}
    >
      <p>{isNone ? words.none : words.text}</p>
      <KeysMade {...made} />
    </Confirm>
  );
}
