'use client';

import { Ban, CircleCheck, Ellipsis, KeyRound, Pencil, UserCheck } from 'lucide-react';
import { scopeText } from '@/components/scope-text';
import { Menu, MenuItem } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Status } from '@/components/ui/status';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { shellWords } from '@/components/words/shell';
import type { ProjectView } from '@/lib/projects/schema';
import type { UserView } from '@/lib/users/schema';
import { words } from './words';

export interface UserTableProps {
  users: readonly UserView[];
  projects: readonly ProjectView[];
  ownId: string;
  onEdit: (user: UserView) => void;
  onDisable: (user: UserView) => void;
  onEnable: (user: UserView) => void;
  onReset: (user: UserView) => void;
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
        <Th>{words.columns.added}</Th>
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
            <Td>{shellWords.roles[user.role]}</Td>
            <Td narrow="wide">{projectsText(user, projects)}</Td>
            <Td narrow="wide">
              {user.isDisabled ? (
                <Status tone="idle" icon={Ban}>
                  {words.states.disabled}
                </Status>
              ) : (
                <Status tone="ok" icon={CircleCheck}>
                  {words.states.active}
                </Status>
              )}
            </Td>
            <Td narrow="wide">
              <RelativeTime at={user.createdAt} />
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

type UserMenuProps = Pick<UserTableProps, 'onEdit' | 'onDisable' | 'onEnable' | 'onReset'> & {
  user: UserView;
  isOwn: boolean;
};

function UserMenu({ user, isOwn, onEdit, onDisable, onEnable, onReset }: UserMenuProps) {
  return (
    <Menu trigger={<IconButton size="sm" label={words.more(user.name)} icon={<Ellipsis />} />}>
      <MenuItem icon={<Pencil />} onSelect={() => onEdit(user)}>
        {words.edit}
      </MenuItem>
      {!user.isDisabled && (
        <MenuItem icon={<KeyRound />} onSelect={() => onReset(user)}>
          {words.reset.action}
        </MenuItem>
      )}
      {user.isDisabled && (
        <MenuItem icon={<UserCheck />} onSelect={() => onEnable(user)}>
          {words.enable.action}
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
