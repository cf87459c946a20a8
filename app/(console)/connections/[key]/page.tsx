import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ButtonLink } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { getConnection } from '@/lib/connections/get';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { may } from '@/lib/kernel/permissions';
import { env } from '@/lib/platform/env';
import { listFindings } from '@/lib/scans/findings';
import { readChoices } from '../choices';
import { connectionWords } from '../words';
import { ConnectionPage } from './connection-page';

interface Props {
  params: Promise<{ key: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).key) };
}

/** One connection: its fields, how to use it from code, who changed it. */
export default async function Page({ params }: Props) {
  const caller = await pageCaller();
  const key = decodeURIComponent((await params).key);
  const read = await pageRead('connections.get', () => getConnection({ caller, input: { key } }));
  if (!read.ok) {
    // `new` is a key that a connection may have; without one the address means the way to make one.
    if (key === 'new' && read.problem.code === 'not_found') redirect('/connections/new/app');
    return (
      <>
        <PageHeader trail={[{ label: connectionWords.title, href: '/connections' }]} title={key} />
        <ErrorState
          problem={read.problem}
          wayOn={<ButtonLink href="/connections">{connectionWords.all}</ButtonLink>}
        />
      </>
    );
  }
  const view = read.value;
  const [choices, findings] = await Promise.all([
    readChoices(caller),
    view.broken.length > 0
      ? pageRead('connections.findings', () =>
          listFindings({ caller, input: { connection: key, limit: 200 } }),
        )
      : undefined,
  ]);
  return (
    <ConnectionPage
      key={view.id}
      view={view}
      role={caller.role}
      origin={env().origin}
      findings={findings?.ok ? findings.value : { items: [], nextCursor: null }}
      grantableIds={choices.managers
        .filter((manager) => may(caller, 'secret-manager:write', manager))
        .map(({ id }) => id)}
      {...choices}
    />
  );
}
