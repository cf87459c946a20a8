import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { adminTrail } from '@/components/shell/navigation';
import { ErrorState } from '@/components/ui/error-state';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { reportAccess } from '@/lib/access-report/report';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { may } from '@/lib/kernel/permissions';
import { getAccess } from '@/lib/managers/access';
import { getManager } from '@/lib/managers/get';
import { listProjects } from '@/lib/projects/list';
import { words as listWords } from '../../words';
import { AccessEditor } from './access-editor';
import { type Proposal, proposalOf } from './proposal';
import { words } from './words';

interface AccessPageProps {
  params: Promise<{ id: string }>;
  /** Which refused connection a grant is to be proposed for; see grant-href. */
  searchParams: Promise<{ [name in 'connection' | 'field' | 'from']?: string | string[] }>;
}

export const generateMetadata = (): Metadata => ({ title: words.title });

/** Which projects may use which secrets of one secret manager. */
export default async function AccessPage({ params, searchParams }: AccessPageProps) {
  const caller = await pageCaller();
  const { id } = await params;
  const { connection, field, from } = await searchParams;
  const managers = '/admin/security/secret-managers';
  const read = await pageRead('get-manager', () => getManager({ caller, input: { id } }));
  const trail = adminTrail('security', { label: listWords.title, href: managers });
  if (!read.ok) {
    if (read.problem.code === 'not_found') notFound();
    return (
      <>
        <PageHeader trail={trail} title={words.title} />
        <ErrorState problem={read.problem} />
      </>
    );
  }
  const manager = read.value;
  const href = `${managers}/${manager.id}`;
  if (!may(caller, 'secret-manager:write', manager)) redirect(href);
  const [report, access, projects] = await Promise.all([
    typeof connection === 'string' ? pageRead('report-access', () => reportAccess({ caller })) : undefined,
    pageRead('get-access', () => getAccess({ caller, input: { id } })),
    pageRead('list-projects', () => listProjects({ caller })),
  ]);
  const proposal =
    report?.ok && typeof connection === 'string'
      ? proposalOf(report.value.items, {
          secretManagerId: id,
          connection,
          field: typeof field === 'string' ? field : undefined,
        })
      : undefined;
  return (
    <>
      <PageHeader
        trail={[...trail, { label: manager.name, href }]}
        title={words.title}
        description={words.description(manager.name)}
      />
      {report?.ok && !proposal && (
        <Notice tone="ok" className="mb-4">
          {words.proposal.gone}
        </Notice>
      )}
      {access.ok ? (
        <AccessEditor
          manager={manager}
          access={access.value}
          projects={projects.ok ? projects.value : []}
          href={wayBack(from, proposal) ?? href}
          proposal={proposal}
        />
      ) : (
        <ErrorState problem={access.problem} />
      )}
    </>
  );
}

/** Where a grant was asked for; undefined: on the secret manager's page. */
function wayBack(from: unknown, proposal: Proposal | undefined): string | undefined {
  if (from === 'report') return '/admin/security/access-report';
  return from === 'connection' && proposal ? `/connections/${proposal.connection.key}` : undefined;
}
