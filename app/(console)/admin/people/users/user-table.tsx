'use client';

import { Ban, CircleCheck, Ellipsis, KeyRound, Mail, Pencil, UserCheck } from 'lucide-react';
import { scopeText } from '@/components/scope-text';
import { Menu, MenuItem } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import { RelativeTime, useNow } from '@/components/ui/relative-time';
import { Status } from '@/components/ui/status';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { roleWords } from '@/components/words/roles';
import type { ProjectView } from '@/lib/projects/schema';
import type { UserView } from '@/lib/users/schema';
import { words } from './words';

export interface UserTableProps {
  users: readonly UserView[];
  projects: readonly ProjectView[];
  ownId: string;
  onEdit: (user: UserView) => void;
  onDisable: (user: UserView) => void;
  onEndKeys: (user: UserView) => void;
  onEnable: (user: UserView) => Promise<unknown>;
  onReset: (user: UserView) => Promise<unknown>;
  onInvite: (user: UserView) => Promise<unknown>;
}

/** A line for each person. */
export function UserTable({ users, projects, ownId, ...actions }: UserTableProps) {
  return (
    <Table label={words.title}>
      <TableHead>
        <Th>{words.columns.name}</Th>
        <Th>{words.columns.email}</Th>
        <Th>{words.columns.role}</Th>
        <Th>{words.columns.projects}</Th>
        <Th>{words.columns.state}</Th>
        <Th>{words.columns.lastSignIn}</Th>
        <Th isHidden>{words.columns.actions}</Th>
      </TableHead>
      <TableBody>
        {users.map((user) => (
          <Tr key={user.id}>
            <Td narrow="title" className="font-medium [overflow-wrap:anywhere]">
              {user.name}
              {user.id === ownId && (
                <span className="ml-1.5 font-normal text-ink-3 text-xs">{words.you}</span>
              )}
            </Td>
            <Td className="[overflow-wrap:anywhere]">{user.email}</Td>
            <Td>{roleWords[user.role].label}</Td>
            <Td narrow="wide">{projectsText(user, projects)}</Td>
            <Td>
              <UserStatus user={user} />
            </Td>
            <Td narrow="wide">
              <RelativeTime at={user.lastSignInAt} />
            </Td>
            <Td narrow="aside" align="right" className="md:py-0">
              <UserMenu user={user} isOwn={user.id === ownId} {...actions} />
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

function UserStatus({ user }: { user: UserView }) {
  switch (user.status) {
    case 'disabled':
      return (
        <Status tone="idle" icon={Ban}>
          {words.states.disabled}
        </Status>
      );
    case 'active':
      return (
        <Status tone="ok" icon={CircleCheck}>
          {words.states.active}
        </Status>
      );
    case 'invited':
      return (
        <span className="inline-flex flex-wrap items-center gap-x-2 align-top">
          <Status tone="info" icon={Mail}>
            {words.states.invited}
          </Status>
          <span className="text-ink-3 text-xs">
            <InvitationEnd endsAt={user.invitationEndsAt} />
          </span>
        </span>
      );
  }
}

function InvitationEnd({ endsAt }: { endsAt: string | null }) {
  const nowMs = useNow(endsAt);
  if (endsAt === null || Date.parse(endsAt) <= nowMs) return words.invitationEnded;
  return (
    <>
      {words.invitationEnds} <RelativeTime at={endsAt} />
    </>
  );
}

type UserMenuProps = Omit<UserTableProps, 'users' | 'projects' | 'ownId'> & {
  user: UserView;
  isOwn: boolean;
};

function UserMenu({ user, isOwn, ...actions }: UserMenuProps) {
  const { onEdit, onDisable, onEndKeys, onEnable, onReset, onInvite } = actions;
  return (
    <Menu trigger={<IconButton size="sm" label={words.more(user.name)} icon={<Ellipsis />} />}>
      <MenuItem icon={<Pencil />} onSelect={() => onEdit(user)}>
        {words.edit}
      </MenuItem>
      {user.status === 'invited' && (
        <MenuItem icon={<Mail />} onSelect={() => onInvite(user)}>
          {words.invitation.action}
        </MenuItem>
      )}
      {user.status === 'active' && (
        <MenuItem icon={<KeyRound />} onSelect={() => onReset(user)}>
          {words.reset.action}
        </MenuItem>
      )}
      {user.isDisabled && (
        <MenuItem icon={<UserCheck />} onSelect={() => onEnable(user)}>
          {words.enable.action}
        </MenuItem>
      )}
      {user.isDisabled && (
        <MenuItem icon={<KeyRound />} tone="danger" onSelect={() => onEndKeys(user)}>
          {words.endKeys.action}
        </MenuItem>
      )}
      {!user.isDisabled && !isOwn && (
        <MenuItem icon={<Ban />} tone="danger" onSelect={() => onDisable(user)}>
          {words.disable.action}
        </MenuItem>
      )}
    </Menu>
  );
}

function projectsText({ role, projectIds }: UserView, projects: readonly ProjectView[]): string {
  if (role === 'admin') return words.allProjects;
  if (projectIds.length === 0) return words.noProjects;
  return scopeText({ scope: 'project', projectIds }, projects);
}
