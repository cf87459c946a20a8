import { ProviderMark } from '@/components/provider-mark';
import { Chip } from '@/components/ui/chip';
import { CopyButton } from '@/components/ui/copy-button';
import { Facts } from '@/components/ui/facts';
import { Panel } from '@/components/ui/panel';
import { durationText } from '@/components/ui/relative';
import { RelativeTime } from '@/components/ui/relative-time';
import { managerWords } from '@/components/words/managers';
import { numberText } from '@/components/words/numbers';
import type { ManagerView } from '@/lib/managers/schema';
import type { ProjectView } from '@/lib/projects/schema';
import { words as listWords } from '../words';
import { EditAccess, EditPolicy } from './edit-buttons';
import { words } from './words';

/** The account behind it, as the last test saw it. */
export function AccountPanel({ manager }: { manager: ManagerView }) {
  return (
    <Panel title={words.account.title}>
      <Facts
        facts={[
          {
            label: words.account.provider,
            value: (
              <span className="flex items-center gap-2">
                <ProviderMark provider={manager.provider} className="text-ink-3" />
                {managerWords.provider[manager.provider]}
              </span>
            ),
          },
          { label: words.account.address, value: manager.signInAddress },
          {
            label: words.account.serviceAccount,
            value: <Copied text={manager.serviceAccount} label={words.account.copyServiceAccount} />,
          },
          { label: words.account.vaults, value: numberText(manager.vaultCount) },
          { label: words.account.plan, value: listWords.form.plans[manager.plan].label },
          { label: words.account.made, value: <RelativeTime at={manager.createdAt} /> },
          { label: words.account.revision, value: numberText(manager.revision) },
          {
            label: words.account.id,
            value: <Copied text={manager.id} label={words.account.copyId} />,
          },
        ]}
      />
    </Panel>
  );
}

function Copied({ text, label }: { text: string; label: string }) {
  return (
    <span className="flex items-start gap-1">
      <code className="min-w-0 break-words text-xs leading-5">{text}</code>
      <CopyButton text={text} label={label} look="inset" className="-my-0.5" />
    </span>
  );
}

export interface AccessPanelProps {
  manager: ManagerView;
  projects: readonly ProjectView[];
  mayWrite: boolean;
}

/** Who may use it. */
export function AccessPanel({ manager, projects, mayWrite }: AccessPanelProps) {
  const named = manager.projectIds.map((id) => ({
    id,
    name: projects.find((project) => project.id === id)?.name ?? id,
  }));
  return (
    <Panel
      title={words.access.title}
      actions={mayWrite && <EditAccess manager={manager} projects={projects} />}
    >
      {manager.scope === 'platform' && managerWords.scope.platform}
      {manager.scope === 'project' && named.length === 0 && (
        <span className="text-warn-ink">{words.access.nobody}</span>
      )}
      {manager.scope === 'project' && (
        <span className="flex flex-wrap gap-1.5">
          {named.map(({ id, name }) => (
            <Chip key={id}>{name}</Chip>
          ))}
        </span>
      )}
    </Panel>
  );
}

/** How long values are kept. */
export function PolicyPanel({ manager, mayWrite }: { manager: ManagerView; mayWrite: boolean }) {
  const { policy } = manager;
  const text = (lengthMs: number) => (lengthMs === 0 ? words.policy.none : durationText(lengthMs));
  return (
    <Panel title={words.policy.title} actions={mayWrite && <EditPolicy manager={manager} />}>
      <Facts
        className="[&>div]:sm:grid-cols-[190px_minmax(0,1fr)]"
        facts={[
          { label: words.policy.fresh, value: text(policy.freshMs) },
          { label: words.policy.ahead, value: words.policy.percent(policy.refreshAheadRatio) },
          { label: words.policy.stale, value: text(policy.staleWhileUnreachableMs) },
          { label: words.policy.absent, value: text(policy.absentMs) },
          { label: words.policy.absentMax, value: text(policy.absentMaxMs) },
        ]}
      />
    </Panel>
  );
}
