import { ProviderMark } from '@/components/provider-mark';
import { CopyButton } from '@/components/ui/copy-button';
import { Facts } from '@/components/ui/facts';
import { Panel } from '@/components/ui/panel';
import { durationText } from '@/components/ui/relative';
import { RelativeTime } from '@/components/ui/relative-time';
import { managerWords } from '@/components/words/managers';
import { numberText } from '@/components/words/numbers';
import type { ManagerView } from '@/lib/managers/schema';
import { words as listWords } from '../words';
import { EditPolicy } from './edit-buttons';
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
            label: listWords.accountOf[manager.provider],
            value: <Copied text={manager.serviceAccount} label={words.account.copyServiceAccount} />,
          },
          { label: words.account.vaults, value: numberText(manager.vaultCount) },
          ...(manager.environmentCount === 0
            ? []
            : [{ label: words.account.environments, value: numberText(manager.environmentCount) }]),
          {
            label: words.account.plan,
            value: manager.plan === 'none' ? words.account.noPlan : listWords.form.plans[manager.plan].label,
          },
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

function fallbackName({ fallbackId }: ManagerView, managers: readonly ManagerView[]): string {
  if (fallbackId === null) return words.policy.noFallback;
  return managers.find(({ id }) => id === fallbackId)?.name ?? words.policy.otherFallback;
}

function Copied({ text, label }: { text: string; label: string }) {
  return (
    <span className="flex items-start gap-1">
      <code className="min-w-0 break-words text-xs leading-5">{text}</code>
      <CopyButton text={text} label={label} look="inset" className="-my-0.5" />
    </span>
  );
}

export interface PolicyPanelProps {
  manager: ManagerView;
  /** Those that the reader sees: the fallback is one of them. */
  managers: readonly ManagerView[];
  mayWrite: boolean;
}

/** How long values are kept, and what is read in an outage. */
export function PolicyPanel({ manager, managers, mayWrite }: PolicyPanelProps) {
  const { policy } = manager;
  const text = (lengthMs: number) => (lengthMs === 0 ? words.policy.none : durationText(lengthMs));
  return (
    <Panel
      title={words.policy.title}
      actions={mayWrite && <EditPolicy manager={manager} managers={managers} />}
    >
      <Facts
        className="[&>div]:sm:grid-cols-[190px_minmax(0,1fr)]"
        facts={[
          {
            label: words.policy.fresh,
            value:
              manager.freshTime === 'automatic'
                ? words.policy.automaticNow(text(policy.freshMs))
                : text(policy.freshMs),
          },
          { label: words.policy.ahead, value: words.policy.percent(policy.refreshAheadRatio) },
          { label: words.policy.stale, value: text(policy.staleWhileUnreachableMs) },
          { label: words.policy.absent, value: text(policy.absentMs) },
          { label: words.policy.absentMax, value: text(policy.absentMaxMs) },
          {
            label: words.policy.removed,
            value: manager.followNames ? words.policy.followed : words.policy.notFollowed,
          },
          { label: words.policy.fallback, value: fallbackName(manager, managers) },
        ]}
      />
    </Panel>
  );
}
