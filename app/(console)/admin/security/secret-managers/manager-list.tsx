'use client';

import { SearchX } from 'lucide-react';
import { useState } from 'react';
import { ManagerStatus } from '@/components/manager-status';
import { ProviderMark } from '@/components/provider-mark';
import { besideMs, mainMs } from '@/components/query/periods';
import { useList } from '@/components/query/use-list';
import { scopeText } from '@/components/scope-text';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { LoadMore } from '@/components/ui/load-more';
import { RelativeTime } from '@/components/ui/relative-time';
import { SearchInput } from '@/components/ui/search-input';
import { Status } from '@/components/ui/status';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { Tip } from '@/components/ui/tooltip';
import { managerWords } from '@/components/words/managers';
import { numberText } from '@/components/words/numbers';
import type { Page } from '@/lib/kernel/page';
import type { ManagerView } from '@/lib/managers/schema';
import type { ProjectView } from '@/lib/projects/schema';
import type { QuotaView } from '@/lib/quota/schema';
import { words } from './words';

export interface ManagerListProps {
  first: Page<ManagerView>;
  firstQuota: Page<QuotaView> | undefined;
  projects: readonly ProjectView[];
}

/** The list, kept current. */
export function ManagerList({ first, firstQuota, projects }: ManagerListProps) {
  const [search, setSearch] = useState('');
  const list = useList({ path: '/api/v1/secret-managers', query: { limit: 200 }, first, refetchMs: mainMs });
  const quota = useList({
    path: '/api/v1/quota',
    query: { limit: 200 },
    first: firstQuota,
    refetchMs: besideMs,
  });
  const wanted = search.trim().toLowerCase();
  const shown = list.items.filter(({ name }) => name.toLowerCase().includes(wanted));
  if (list.problem && list.items.length === 0)
    return <ErrorState problem={list.problem} onRetry={list.reload} />;
  return (
    <div className="grid gap-3">
      {list.items.length > 5 && <SearchInput value={search} onValueChange={setSearch} label={words.search} />}
      {shown.length === 0 ? (
        <EmptyState icon={SearchX} title={words.nothingFound(search.trim())} />
      ) : (
        <ManagerTable managers={shown} projects={projects} quota={quota.items} />
      )}
      {list.hasMore && (
        <LoadMore
          shown={shown.length}
          total={list.total}
          hasMore
          isBusy={list.isLoadingMore}
          onLoadMore={list.loadMore}
        />
      )}
    </div>
  );
}

interface ManagerTableProps {
  managers: ManagerView[];
  projects: readonly ProjectView[];
  quota: readonly QuotaView[];
}

function ManagerTable({ managers, projects, quota }: ManagerTableProps) {
  return (
    <Table label={words.title}>
      <TableHead>
        <Th>{words.columns.name}</Th>
        <Th>{words.columns.provider}</Th>
        <Th>{words.columns.status}</Th>
        <Th>{words.columns.since}</Th>
        <Th>{words.columns.scope}</Th>
        <Th align="right">{words.columns.vaults}</Th>
        <Th align="right">{words.columns.references}</Th>
        <Th align="right">{words.columns.requests}</Th>
        <Th>{words.columns.checked}</Th>
      </TableHead>
      <TableBody>
        {managers.map((manager) => (
          <Tr key={manager.id}>
            <Td narrow="title">
              <RowLink href={`/admin/security/secret-managers/${manager.id}`}>{manager.name}</RowLink>
            </Td>
            <Td narrow="wide">
              <span className="flex items-center gap-2">
                <ProviderMark provider={manager.provider} className="text-ink-3" />
                {managerWords.provider[manager.provider]}
              </span>
            </Td>
            <Td narrow="aside">
              <StatusWithReason manager={manager} />
            </Td>
            <Td narrow="wide">
              <RelativeTime at={manager.statusSince} className="relative z-10" />
            </Td>
            <Td>
              <WhoMayUse manager={manager} projects={projects} />
            </Td>
            <Td align="right">
              <span className="max-md:hidden">{numberText(manager.vaultCount)}</span>
              <span className="md:hidden">{words.vaults(manager.vaultCount)}</span>
            </Td>
            <Td align="right" narrow="wide">
              {numberText(manager.boundReferenceCount)}
            </Td>
            <Td align="right" narrow="wide">
              {requestsText(quota.find(({ secretManagerId }) => secretManagerId === manager.id))}
            </Td>
            <Td narrow="wide">
              <RelativeTime at={manager.checkedAt} className="relative z-10" />
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

function WhoMayUse({ manager, projects }: { manager: ManagerView; projects: readonly ProjectView[] }) {
  if (manager.scope === 'project' && manager.projectIds.length > 0) return scopeText(manager, projects);
  const granted = manager.grantedProjectIds.length;
  if (granted > 0) return managerWords.scope.projects(granted);
  // It serves platform-wide connections, and was probably connected a moment ago.
  if (manager.scope === 'platform')
    return <span className="text-ink-3">{managerWords.scope.noProjectYet}</span>;
  return <Status tone="warn">{managerWords.scope.nobody}</Status>;
}

function requestsText(quota: QuotaView | undefined): string {
  if (!quota) return '';
  const { used, limit } = quota.accountDay;
  return limit === null ? numberText(used) : words.requests(used, limit);
}

function StatusWithReason({ manager }: { manager: ManagerView }) {
  const reason = manager.statusMessage;
  if (reason === null) return <ManagerStatus manager={manager} />;
  return (
    <Tip text={reason}>
      <span className="relative z-10">
        <ManagerStatus manager={manager} />
      </span>
    </Tip>
  );
}
