'use client';

import { SearchX } from 'lucide-react';
import { useState } from 'react';
import { useList } from '@/components/query/use-list';
import { Confirm } from '@/components/ui/confirm';
import { EmptyState } from '@/components/ui/empty-state';
import { LoadMore } from '@/components/ui/load-more';
import { SearchInput } from '@/components/ui/search-input';
import { toast } from '@/components/ui/toast';
import { useOutcome } from '@/components/use-outcome';
import type { Page } from '@/lib/kernel/page';
import type { ProjectView } from '@/lib/projects/schema';
import type { ResetLinkView, UserView } from '@/lib/users/schema';
import { resetLinkAction, updateAction } from './actions';
import { EditUser } from './edit-user';
import { ResetLink } from './reset-link';
import { UserTable } from './user-table';
import { words } from './words';

export interface UserListProps {
  first: Page<UserView>;
  projects: readonly ProjectView[];
  ownId: string;
}

/** People, by name. */
export function UserList({ first, projects, ownId }: UserListProps) {
  const [search, setSearch] = useState('');
  const [edited, setEdited] = useState<UserView>();
  const [disabled, setDisabled] = useState<UserView>();
  const list = useList({ path: '/api/v1/users', first });
  const [link, setLink] = useState<ResetLinkView>();
  const update = useOutcome(updateAction);
  const reset = useOutcome(resetLinkAction);
  const wanted = search.trim().toLowerCase();
  const shown = list.items.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(wanted));
  const enable = async (user: UserView) => {
    const outcome = await update.run({ id: user.id, patch: { isDisabled: false } });
    if (outcome.ok) toast.done(words.enable.done(user.name));
    else toast.problem(outcome.problem.title, { description: outcome.problem.detail });
  };
  const makeLink = async (user: UserView) => {
    const outcome = await reset.run({ id: user.id });
    if (outcome.ok) setLink(outcome.value);
    else toast.problem(outcome.problem.title, { description: outcome.problem.detail });
  };
  const disable = async (user: UserView) => {
    const outcome = await update.run({ id: user.id, patch: { isDisabled: true } });
    if (!outcome.ok) return outcome.problem;
    toast.done(words.disable.done(user.name));
    return undefined;
  };
  return (
    <div className="grid gap-3">
      {list.items.length > 5 && <SearchInput value={search} onValueChange={setSearch} label={words.search} />}
      {shown.length === 0 ? (
        <EmptyState icon={SearchX} title={words.nothingFound(search.trim())} />
      ) : (
        <UserTable
          users={shown}
          projects={projects}
          ownId={ownId}
          onEdit={setEdited}
          onDisable={setDisabled}
          onEnable={(user) => void enable(user)}
          onReset={(user) => void makeLink(user)}
        />
      )}
      <LoadMore
        shown={shown.length}
        hasMore={list.hasMore}
        isBusy={list.isLoadingMore}
        onLoadMore={list.loadMore}
      />
      {edited && <EditUser user={edited} projects={projects} onClose={() => setEdited(undefined)} />}
      {link && <ResetLink made={link} onDone={() => setLink(undefined)} />}
      {disabled && (
        <Confirm
          isOpen
          onOpenChange={() => setDisabled(undefined)}
          title={words.disable.title(disabled.name)}
          confirmLabel={words.disable.action}
          onConfirm={() => disable(disabled)}
        >
          {words.disable.text}
        </Confirm>
      )}
    </div>
  );
}
