'use client';

import { SearchX } from 'lucide-react';
import { useState } from 'react';
import { ListSearch } from '@/components/query/list-search';
import { useList } from '@/components/query/use-list';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { ListEnd } from '@/components/ui/load-more';
import { TableSkeleton } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { useKept } from '@/components/ui/use-kept-state';
import { useOutcome } from '@/components/use-outcome';
import type { Page } from '@/lib/kernel/page';
import type { ProjectView } from '@/lib/projects/schema';
import type { UpdateInput, UserView } from '@/lib/users/schema';
import { inviteAction, resetLinkAction, updateAction } from './actions';
import { DisableUser } from './disable-user';
import { EditUser } from './edit-user';
import { EndKeys } from './end-keys';
import { OneTimeLink, type OneTimeLinkProps } from './one-time-link';
import { UserTable } from './user-table';
import { words } from './words';

export interface UserListProps {
  first: Page<UserView>;
  projects: readonly ProjectView[];
  ownId: string;
  /** What the address asked for. */
  searchAtFirst: string;
}

/** People, by name. */
export function UserList({ first, projects, ownId, searchAtFirst }: UserListProps) {
  const [search, setSearch] = useState(searchAtFirst);
  const [edited, setEdited] = useState<UserView>();
  useKept('edit-user open', {
    keep: () => ({ value: edited?.id ?? '' }),
    restore: (id) => setEdited(first.items.find((user) => user.id === id)),
  });
  const [disabled, setDisabled] = useState<UserView>();
  const [ending, setEnding] = useState<UserView>();
  const wanted = search.trim();
  const list = useList({
    path: '/api/v1/users',
    query: wanted ? { search: wanted } : {},
    first: wanted ? undefined : first,
  });
  const [link, setLink] = useState<Pick<OneTimeLinkProps, 'kind' | 'made'>>();
  const update = useOutcome(updateAction);
  const reset = useOutcome(resetLinkAction);
  const invite = useOutcome(inviteAction);
  const close = () => {
    setEdited(undefined);
    setDisabled(undefined);
    setEnding(undefined);
    list.reload();
  };
  const enable = async (user: UserView) => {
    const outcome = await update.run({ id: user.id, patch: { isDisabled: false } });
    if (outcome.ok) toast.done(words.enable.done(user.name));
    else toast.problem(outcome.problem.title, { description: outcome.problem.detail });
  };
  const makeLink = async (user: UserView, kind: OneTimeLinkProps['kind']) => {
    const outcome = await (kind === 'reset' ? reset : invite).run({ id: user.id });
    if (outcome.ok) setLink({ kind, made: outcome.value });
    else toast.problem(outcome.problem.title, { description: outcome.problem.detail });
  };
  const disable = async (user: UserView, patch: UpdateInput, revoked: number) => {
    const outcome = await update.run({ id: user.id, patch });
    if (!outcome.ok) return outcome.problem;
    toast.done(
      words.disable.done(user.name),
      revoked > 0 ? { description: words.disable.revoked(revoked) } : {},
    );
    return undefined;
  };
  const endKeys = async (user: UserView, revoked: number) => {
    const outcome = await update.run({ id: user.id, patch: { endKeys: true } });
    if (!outcome.ok) return outcome.problem;
    toast.done(words.disable.revoked(revoked));
    return undefined;
  };
  return (
    <div className="grid gap-3">
      {(first.items.length > 5 || searchAtFirst !== '') && (
        <ListSearch settled={search} onSettle={setSearch} label={words.search} />
      )}
      {list.problem && list.items.length === 0 && <ErrorState problem={list.problem} onRetry={list.reload} />}
      {list.isLoading && <TableSkeleton />}
      {!list.isLoading && !list.problem && list.items.length === 0 && (
        <EmptyState icon={SearchX} title={words.nothingFound(wanted)} />
      )}
      {list.items.length > 0 && (
        <UserTable
          users={list.items}
          projects={projects}
          ownId={ownId}
          onEdit={setEdited}
          onDisable={setDisabled}
          onEndKeys={setEnding}
          onEnable={enable}
          onReset={(user) => makeLink(user, 'reset')}
          onInvite={(user) => makeLink(user, 'invitation')}
        />
      )}
      <ListEnd list={list} />
      {edited && <EditUser user={edited} projects={projects} onClose={close} />}
      {link && (
        <OneTimeLink
          {...link}
          onDone={() => {
            setLink(undefined);
            list.reload();
          }}
        />
      )}
      {disabled && (
        <DisableUser
          user={disabled}
          onClose={close}
          onConfirm={(patch, revoked) => disable(disabled, patch, revoked)}
        />
      )}
      {ending && <EndKeys user={ending} onClose={close} onConfirm={(revoked) => endKeys(ending, revoked)} />}
    </div>
  );
}
