'use client';

import { useRouter } from 'next/navigation';
import { Confirm } from '@/components/ui/confirm';
import { useNavigate } from '@/components/ui/navigate-provider';
import { toast } from '@/components/ui/toast';
import { useOutcome } from '@/components/use-outcome';
import type { ManagerView } from '@/lib/managers/schema';
import { removeAction } from './actions';
import { words } from './words';

export interface RemovalProps {
  manager: ManagerView;
  users: readonly { key: string; name: string }[];
  /** `users` are the first of them. */
  hasMoreUsers: boolean;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

const shownUsers = 12;

/** Removes a secret manager; shows the connections that would break and asks for the name while there are any. */
export function Removal({ manager, users: known, hasMoreUsers, isOpen, onOpenChange }: RemovalProps) {
  const router = useRouter();
  const navigate = useNavigate();
  const removal = useOutcome(removeAction);
  // Somebody may have bound a field since this page was drawn: the refusal names who uses it now.
  const users = usersIn(removal.problem?.connections) ?? known;
  const remove = async () => {
    const force = users.length > 0 ? 'yes' : 'no';
    const outcome = await removal.run({ id: manager.id, force });
    if (!outcome.ok) return outcome.problem;
    toast.done(words.removal.done(manager.name));
    navigate.push('/admin/security/secret-managers');
    router.refresh();
    return undefined;
  };
  return (
    <Confirm
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={words.removal.title(manager.name)}
      confirmLabel={words.removal.confirm}
      typedName={users.length > 0 ? manager.name : undefined}
      onConfirm={remove}
    >
      {users.length === 0 && <p>{words.removal.plain}</p>}
      {users.length > 0 && (
        <>
          <p>{hasMoreUsers ? words.removal.breaksMore(users.length) : words.removal.breaks(users.length)}</p>
          <ul className="rounded border bg-sunken px-3 py-2">
            {users.slice(0, shownUsers).map((user) => (
              <li key={user.key} className="flex justify-between gap-3">
                <span className="min-w-0 truncate font-medium text-ink">{user.name}</span>
                <span className="shrink-0 font-mono text-ink-3 text-xs leading-5">{user.key}</span>
              </li>
            ))}
            {users.length > shownUsers && <li>{words.removal.andMore(users.length - shownUsers)}</li>}
          </ul>
          <p>{words.removal.repoint}</p>
        </>
      )}
    </Confirm>
  );
}

function usersIn(details: unknown): { key: string; name: string }[] | undefined {
  if (!Array.isArray(details)) return undefined;
  return details.filter(
    (one): one is { key: string; name: string } =>
      typeof one === 'object' && one !== null && typeof one.key === 'string' && typeof one.name === 'string',
  );
}
