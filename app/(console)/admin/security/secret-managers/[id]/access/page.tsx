import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { adminTrail } from '@/components/shell/navigation';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { may } from '@/lib/kernel/permissions';
import { getAccess } from '@/lib/managers/access';
import { getManager } from '@/lib/managers/get';
import { listProjects } from '@/lib/projects/list';
import { words as listWords } from '../../words';
import { AccessEditor } from './access-editor';
import { words } from './words';

interface AccessPageProps {
  params: Promise<{ id: string }>;
}

export const generateMetadata = (): Metadata => ({ title: words.title });

/** Which projects may use which secrets of one secret manager. */
export default async function AccessPage({ params }: AccessPageProps) {
  const caller = await pageCaller();
  const { id } = await params;
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
  const [access, projects] = await Promise.all([
    pageRead('get-access', () => getAccess({ caller, input: { id } })),
    pageRead('list-projects', () => listProjects({ caller })),
  ]);
  return (
    <>
      <PageHeader
        trail={[...trail, { label: manager.name, href }]}
        title={words.title}
        description={words.description(manager.name)}
      />
      {access.ok ? (
        <AccessEditor
          manager={manager}
          access={access.value}
          projects={projects.ok ? projects.value : []}
          href={href}
        />
      ) : (
        <ErrorState problem={access.problem} />
      )}
    </>
  );
}
