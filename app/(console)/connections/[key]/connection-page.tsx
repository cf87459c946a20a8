'use client';

import { AppTile } from '@/components/app-mark';
import { PickerProvider } from '@/components/picker/picker-provider';
import { besideMs, mainMs } from '@/components/query/periods';
import { useAddress } from '@/components/query/use-address';
import { useList } from '@/components/query/use-list';
import { useOne } from '@/components/query/use-one';
import { CopyButton } from '@/components/ui/copy-button';
import { useNavigate } from '@/components/ui/navigate-provider';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import { toast } from '@/components/ui/toast';
import type { ConnectionView } from '@/lib/connections/schema';
import type { Page } from '@/lib/kernel/page';
import { roleMay } from '@/lib/kernel/permissions';
import type { Role } from '@/lib/kernel/role';
import type { FindingView } from '@/lib/scans/schema';
import { TagEditor } from '../arrange/tag-editor';
import type { Choices } from '../choices';
import { FindingsProvider } from '../form/findings-provider';
import { formWords } from '../form/words';
import { pickerActions } from '../picker-actions';
import { usageWords } from '../usage-words';
import { connectionWords } from '../words';
import { Banners } from './banners';
import { CodePanel } from './code-panel';
import { ConnectionReading } from './connection-reading';
import { EditForm } from './edit-form';
import { HistoryPanel } from './history/history-panel';
import { MoreMenu } from './more-menu';
import { TestConnection } from './test-sheet';
import { UsagePanel } from './usage-panel';

const words = connectionWords.view;

export interface ConnectionPageProps extends Choices {
  view: ConnectionView;
  role: Role;
  /** The address that workloads use. */
  origin: string;
  findings: Page<FindingView>;
  grantableIds: readonly string[];
}

/** One connection, kept current. Those who may change it get the form; the others its reading. */
export function ConnectionPage({
  view: first,
  role,
  origin,
  findings: firstFindings,
  managers,
  projects,
  mayBePlatformWide,
  grantableIds,
}: ConnectionPageProps) {
  const navigate = useNavigate();
  const { value: view = first } = useOne<ConnectionView>({
    path: `/api/v1/connections/${first.key}`,
    first,
    refetchMs: mainMs,
  });
  const { items: findings } = useList<FindingView>({
    path: '/api/v1/references/findings',
    query: { connection: first.key, limit: 200 },
    first: firstFindings,
    refetchMs: besideMs,
  });
  const [{ part = 'settings', field, repair }, write] = useAddress(['part', 'field', 'repair']);
  const mayWrite = view.mayChange;
  const onSaved = (saved: ConnectionView) => {
    toast.done(formWords.save.saved(saved.name));
    if (saved.key !== view.key) navigate.replace(`/connections/${saved.key}`);
  };
  const tabs = [
    {
      value: 'settings',
      label: words.settings,
      content: mayWrite ? (
        <FindingsProvider
          findings={findings}
          fields={view.fields}
          repairing={repair ? field : undefined}
          pointedAt={repair ? undefined : field}
        >
          <EditForm view={view} projects={projects} mayBePlatformWide={mayBePlatformWide} onSaved={onSaved} />
        </FindingsProvider>
      ) : (
        <ConnectionReading
          view={view}
          findings={findings}
          projects={projects}
          isOthers={roleMay(role, 'connection:write')}
        />
      ),
    },
    { value: 'usage', label: usageWords.tab, content: <UsagePanel connection={first.key} /> },
    { value: 'code', label: words.code, content: <CodePanel view={view} origin={origin} role={role} /> },
    {
      value: 'history',
      label: words.history,
      content: <HistoryPanel view={view} projects={projects} mayAudit={roleMay(role, 'audit:read')} />,
    },
  ];
  return (
    <PickerProvider managers={managers} actions={pickerActions} role={role}>
      <PageHeader
        trail={[{ label: connectionWords.title, href: '/connections' }]}
        title={
          <span className="flex items-start gap-2.5">
            <AppTile app={view.app} />
            <span className="min-w-0 break-words">{view.name}</span>
          </span>
        }
        badge={
          <>
            <span className="flex min-w-0 items-center gap-1">
              <code className="min-w-0 truncate rounded-sm border bg-surface px-1.5 py-0.5 text-ink-2 text-xs">
                {view.key}
              </code>
              <CopyButton text={view.key} label={words.copyKey} look="inset" />
            </span>
            <TagEditor view={view} mayWrite={mayWrite} />
          </>
        }
        actions={
          <>
            {mayWrite && <MoreMenu view={view} />}
            {roleMay(role, 'connection:test') && <TestConnection view={view} />}
          </>
        }
      />
      <Banners {...{ view, projects, mayWrite, grantableIds }} />
      <Tabs
        label={words.tabs}
        tabs={tabs}
        value={tabs.some(({ value }) => value === part) ? part : 'settings'}
        onValueChange={(value) => write({ part: value === 'settings' ? '' : value })}
      />
    </PickerProvider>
  );
}
