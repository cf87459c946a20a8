'use client';

import { KeyRound } from 'lucide-react';
import { AppMark } from '@/components/app-mark';
import { ButtonLink } from '@/components/ui/button';
import { IntentLink } from '@/components/ui/intent-link';
import { RelativeTime } from '@/components/ui/relative-time';
import { whoChangesConnections } from '@/components/who-may';
import { saidAppOf } from '@/components/words/apps';
import type { FindingView } from '@/lib/scans/schema';
import { CandidateList } from './candidate-list';
import { KindStatus } from './kind-status';
import { useRepair } from './use-repair';
import { findingWords as words } from './words';

/** One broken reference: where, what is wrong, since when, and the ways out. */
export function FindingRow({ finding }: { finding: FindingView }) {
  const repair = useRepair();
  const { connection, field, mayRepair } = finding;
  const label = saidAppOf(connection.app).fields.find(({ name }) => name === field)?.label ?? field;
  const address = `/connections/${connection.key}?field=${encodeURIComponent(field)}`;
  return (
    <li className="grid gap-x-6 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="grid min-w-0 gap-1">
        <p className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <IntentLink
            href={address}
            className="flex min-w-0 items-center gap-2 font-medium text-ink hover:underline"
          >
            <AppMark app={connection.app} className="shrink-0 text-ink-3" />
            <span className="min-w-0 truncate">{connection.name}</span>
          </IntentLink>
          <span className="text-ink-2">{label}</span>
          <KindStatus kind={finding.kind} />
        </p>
        <p className="min-w-0 break-words text-ink-3 text-xs">
          {finding.secretManagerName ?? words.list.removed} ·{' '}
          <span className="font-mono text-ink-2">{finding.shownReference}</span>
        </p>
        <p className="max-w-180 text-ink-2">{finding.message}</p>
        {!mayRepair && <p className="max-w-180 text-ink-3 text-xs">{whoChangesConnections()}</p>}
        {mayRepair && (
          <CandidateList
            finding={{ ...finding, field: label }}
            busyWith={repair.busyWith}
            onUse={(candidate) => repair.run(finding, candidate, label)}
          />
        )}
      </div>
      <div className="flex items-center justify-between gap-3 md:flex-col md:items-end md:justify-start">
        <span className="whitespace-nowrap text-ink-3 text-xs">
          {words.repair.since} <RelativeTime at={finding.since} />
        </span>
        {mayRepair && (
          <ButtonLink
            size="sm"
            icon={<KeyRound />}
            href={`${address}&repair=1`}
            aria-label={words.repair.chooseFor(`${connection.name}, ${label}`)}
          >
            {words.repair.choose}
          </ButtonLink>
        )}
      </div>
    </li>
  );
}
