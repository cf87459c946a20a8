import { Pencil, Plus } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { ErrorState } from '@/components/ui/error-state';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import type { Outcome } from '@/lib/kernel/outcome';
import type { AccessView } from '@/lib/managers/access-schema';
import type { ManagerView } from '@/lib/managers/schema';
import type { ProjectView } from '@/lib/projects/schema';
import { summaryText } from '../../patterns/summary-text';
import { RefusedFields } from './refused-fields';
import { words as allWords } from './words';

const words = allWords.access;
const mostShown = 8;

export interface AccessPanelProps {
  manager: ManagerView;
  projects: readonly ProjectView[];
  /** Undefined: the reader does not set it. */
  access: Outcome<AccessView> | undefined;
}

/** Which projects may use which secrets: for those who set it each project's, for others whose it is. */
export function AccessPanel({ manager, projects, access }: AccessPanelProps) {
  const href = `/admin/security/secret-managers/${manager.id}/access`;
  const isEmpty = access?.ok === true && access.value.projects.length === 0;
  return (
    <Panel
      title={words.title}
      actions={
        access?.ok &&
        !isEmpty && (
          <ButtonLink href={href} size="sm" variant="quiet" icon={<Pencil />} aria-label={words.editLabel}>
            {allWords.edit}
          </ButtonLink>
        )
      }
    >
      {!access && <BelongsTo manager={manager} projects={projects} />}
      {access && !access.ok && <ErrorState problem={access.problem} />}
      {access?.ok && isEmpty && (
        <div className="grid justify-items-start gap-2">
          <p className="font-medium">{words.none}</p>
          <p className="text-ink-2">{manager.scope === 'platform' ? words.noneText : words.nobody}</p>
          {manager.scope === 'platform' && (
            <ButtonLink href={href} variant="primary" icon={<Plus />} className="mt-1">
              {words.give}
            </ButtonLink>
          )}
        </div>
      )}
      {access?.ok && !isEmpty && <Granted access={access.value} href={href} />}
    </Panel>
  );
}

function Granted({ access, href }: { access: AccessView; href: string }) {
  const shown = access.projects.slice(0, mostShown);
  const more = access.projects.length - shown.length;
  return (
    <div className="grid gap-3">
      {access.refusedCount > 0 && (
        <Notice tone="warn" title={words.refused(access.refusedCount)}>
          <p>{words.refusedText}</p>
          <RefusedFields
            secretManagerId={access.secretManagerId}
            fields={access.refused}
            count={access.refusedCount}
          />
        </Notice>
      )}
      <ul aria-label={words.projects} className="grid gap-2">
        {shown.map(({ projectId, projectName, patterns, boundFields }) => (
          <li key={projectId} className="grid gap-x-4 sm:grid-cols-[minmax(0,160px)_minmax(0,1fr)_auto]">
            <span className="font-medium [overflow-wrap:anywhere]">{projectName}</span>
            <span
              className={
                patterns.length === 0 ? 'text-warn-ink' : 'min-w-0 text-ink-2 [overflow-wrap:anywhere]'
              }
            >
              {summaryText(patterns)}
            </span>
            <span className="tabular text-ink-3 text-xs leading-5">{words.bound(boundFields)}</span>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Link href={href} className="text-accent-ink hover:underline">
          {words.more(more)}
        </Link>
      )}
    </div>
  );
}

function BelongsTo({ manager, projects }: Pick<AccessPanelProps, 'manager' | 'projects'>) {
  if (manager.scope === 'platform') return words.chosenByAdmins;
  if (manager.projectIds.length === 0) return <span className="text-warn-ink">{words.nobody}</span>;
  const known = projects.filter(({ id }) => manager.projectIds.includes(id));
  const others = manager.projectIds.length - known.length;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {known.map(({ id, name }) => (
        <Chip key={id}>{name}</Chip>
      ))}
      {others > 0 && <span className="text-ink-3">{words.others(others)}</span>}
    </span>
  );
}
