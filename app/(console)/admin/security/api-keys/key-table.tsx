'use client';

import { Ban, CircleCheck, Clock, Ellipsis, type LucideIcon, RefreshCw, Replace, UserX } from 'lucide-react';
import { scopeText } from '@/components/scope-text';
import { Menu, MenuItem } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import { RelativeTime, useNow } from '@/components/ui/relative-time';
import { Status } from '@/components/ui/status';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { Tone } from '@/components/ui/tone';
import { roleWords } from '@/components/words/roles';
import type { ApiKeyView } from '@/lib/api-keys/schema';
import type { ManagerView } from '@/lib/managers/schema';
import type { ProjectView } from '@/lib/projects/schema';
import { KeyReads } from './key-reads';
import { type KeyState, keyStateOf } from './key-state';
import { words } from './words';

export interface KeyTableProps {
  keys: readonly ApiKeyView[];
  projects: readonly ProjectView[];
  managers: readonly ManagerView[];
  onRotate: (key: ApiKeyView) => void;
  onRevoke: (key: ApiKeyView) => void;
}

/** Keys, one a row. */
export function KeyTable({ keys, projects, managers, onRotate, onRevoke }: KeyTableProps) {
  const nowMs = useNow();
  return (
    <Table label={words.title}>
      <TableHead>
        <Th>{words.columns.name}</Th>
        <Th>{words.columns.role}</Th>
        <Th className="md:max-lg:hidden">{words.columns.scope}</Th>
        <Th>{words.columns.reads}</Th>
        <Th>{words.columns.state}</Th>
        <Th>{words.columns.used}</Th>
        <Th>{words.columns.expires}</Th>
        <Th isHidden>{words.columns.actions}</Th>
      </TableHead>
      <TableBody>
        {keys.map((key) => {
          const state = keyStateOf(key, nowMs);
          return (
            <Tr key={key.id} className="max-md:gap-y-1">
              <Td narrow="title" className="[overflow-wrap:anywhere] md:min-w-40">
                <span className="block font-medium">{key.name}</span>
                <span className="block font-mono font-normal text-ink-3 text-xs">{key.prefix}…</span>
              </Td>
              <Td narrow="wide">{roleWords[key.role].label}</Td>
              <Td narrow="wide" className="md:max-lg:hidden">
                {scopeText(key, projects)}
              </Td>
              <Td>
                <KeyReads apiKey={key} managers={managers} keys={keys} />
              </Td>
              <Td narrow="aside">
                <StateShown state={state} />
                {key.isCreatorDisabled && worksStill(state) && (
                  <Status tone="warn" icon={UserX} className="flex">
                    {words.creatorDisabled}
                  </Status>
                )}
              </Td>
              <Td narrow="wide" className="whitespace-nowrap">
                <RelativeTime at={key.lastUsedAt} never={words.neverUsed} className="block w-fit" />
                {key.lastUsedFrom !== null && (
                  <span className="block text-ink-3 text-xs">{words.usedFrom(key.lastUsedFrom)}</span>
                )}
              </Td>
              <Td>
                <span className="md:hidden">{words.columns.expires} </span>
                <RelativeTime
                  at={key.expiresAt}
                  never={words.noExpiry}
                  className={state === 'ending' ? 'text-warn-ink' : ''}
                />
              </Td>
              <Td narrow="aside" align="right" className="md:py-0">
                {key.revokedAt === null && (
                  <KeyMenu apiKey={key} onRotate={() => onRotate(key)} onRevoke={() => onRevoke(key)} />
                )}
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}

const looks: Record<KeyState, { tone: Tone; icon: LucideIcon }> = {
  active: { tone: 'ok', icon: CircleCheck },
  ending: { tone: 'warn', icon: Clock },
  replaced: { tone: 'info', icon: Replace },
  expired: { tone: 'idle', icon: Clock },
  revoked: { tone: 'idle', icon: Ban },
};

function worksStill(state: KeyState): boolean {
  return state !== 'expired' && state !== 'revoked';
}

function StateShown({ state }: { state: KeyState }) {
  return <Status {...looks[state]}>{words.states[state]}</Status>;
}

interface KeyMenuProps {
  apiKey: ApiKeyView;
  onRotate: () => void;
  onRevoke: () => void;
}

function KeyMenu({ apiKey: { name, replacedById }, onRotate, onRevoke }: KeyMenuProps) {
  return (
    <Menu trigger={<IconButton size="sm" label={words.more(name)} icon={<Ellipsis />} />}>
      {replacedById === null && (
        <MenuItem icon={<RefreshCw />} onSelect={onRotate}>
          {words.rotate.action}
        </MenuItem>
      )}
      <MenuItem icon={<Ban />} tone="danger" onSelect={onRevoke}>
        {words.revoke.action}
      </MenuItem>
    </Menu>
  );
}
