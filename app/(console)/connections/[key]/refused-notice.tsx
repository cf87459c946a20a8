'use client';

import { ShieldPlus } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { rolesWith, whoChangesConnections } from '@/components/who-may';
import type { ProjectView } from '@/lib/projects/schema';
import { grantHref } from '../../admin/security/secret-managers/grant-href';
import type { RefusedGroup } from '../refused';
import { refusedWords as words } from '../refused-words';

export interface RefusedNoticeProps {
  group: RefusedGroup;
  /** The key of the connection. */
  connection: string;
  labelOf: (field: string) => string;
  projects: readonly Pick<ProjectView, 'id' | 'name'>[];
  mayGrant: boolean;
  mayWrite: boolean;
}

/** That workloads are refused some fields: which, by which secret manager, why, and the grant or whom to ask for it. */
export function RefusedNotice({
  group,
  connection,
  labelOf,
  projects,
  mayGrant,
  mayWrite,
}: RefusedNoticeProps) {
  const { reason, secretManagerId, secretManagerName: manager, fields, projectIds } = group;
  const names = projects.filter(({ id }) => projectIds.includes(id)).map(({ name }) => name);
  const labels = fields.map(labelOf).join(', ');
  const text = words.reasons[reason](labels, manager, names.join(', '), fields.length);
  const isGrantable = reason === 'not_granted';
  return (
    <Notice
      tone="bad"
      title={words.title(fields.length)}
      actions={
        isGrantable &&
        mayGrant && (
          <ButtonLink
            size="sm"
            icon={<ShieldPlus />}
            href={grantHref({ secretManagerId, connection, from: 'connection' })}
          >
            {words.grant}
          </ButtonLink>
        )
      }
    >
      {text}
      {!(isGrantable && mayGrant) && ` ${askOf(reason, manager)}`}
      {` ${mayWrite ? words.bindOther : whoChangesConnections()}`}
    </Notice>
  );
}

/** Who can mend it, by the right that it takes. */
function askOf(reason: RefusedGroup['reason'], manager: string): string {
  switch (reason) {
    case 'not_granted':
    case 'other_projects':
      return words.asks[reason](rolesWith('secret-manager:write'), manager);
    case 'not_platform_wide':
    case 'no_project':
      return words.asks[reason];
  }
}
