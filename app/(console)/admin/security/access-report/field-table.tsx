import { ShieldPlus } from 'lucide-react';
import { AppMark } from '@/components/app-mark';
import { referenceText } from '@/components/reference-text';
import { ButtonLink } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { IntentLink } from '@/components/ui/intent-link';
import { Status } from '@/components/ui/status';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { saidAppOf } from '@/components/words/apps';
import type { ReportItem } from '@/lib/access-report/schema';
import { grantHref } from '../secret-managers/grant-href';
import type { FieldItem } from './parts';
import { words } from './words';

/** Bound fields that are refused, one a row: which, bound to what, for which projects, why, and the next step. */
export function FieldTable({ items }: { items: readonly FieldItem[] }) {
  return (
    <Table label={words.parts.fields}>
      <TableHead>
        <Th>{words.columns.field}</Th>
        <Th>{words.columns.secret}</Th>
        <Th>{words.columns.projects}</Th>
        <Th>{words.columns.why}</Th>
        <Th isHidden>{words.columns.next}</Th>
      </TableHead>
      <TableBody>
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </TableBody>
    </Table>
  );
}

function Row({ item: { field, secretManager } }: { item: FieldItem }) {
  const { connection, app, name, shownReference, reason, projects } = field;
  const label = saidAppOf(app).fields.find((each) => each.name === name)?.label ?? name;
  return (
    <Tr className="max-md:gap-y-1.5">
      <Td narrow="title" className="md:min-w-44 md:max-w-64">
        <span className="flex min-w-0 items-start gap-2.5">
          <AppMark app={app} className="mt-0.5 shrink-0 text-ink-3" />
          <span className="grid min-w-0">
            <IntentLink
              href={`/connections/${connection.key}?field=${encodeURIComponent(name)}`}
              className="min-w-0 truncate font-medium hover:underline"
            >
              {connection.name}
            </IntentLink>
            <span className="min-w-0 truncate text-ink-3 text-xs">{label}</span>
          </span>
        </span>
      </Td>
      <Td className="max-md:basis-full max-md:pl-6.5 md:max-w-96">
        <span className="block text-ink-2 [overflow-wrap:anywhere]">{referenceText(shownReference)}</span>
        <span className="block truncate text-ink-3 text-xs">{secretManager?.name}</span>
      </Td>
      <Td className="max-md:pl-6.5 md:max-w-56">
        {projects.length === 0 ? (
          <span className="text-ink-3">{words.noProject[reason === 'no_project' ? 'none' : 'all']}</span>
        ) : (
          <span className="flex flex-wrap gap-1">
            {projects.map(({ id, name: project }) => (
              <Chip key={id}>{project}</Chip>
            ))}
          </span>
        )}
      </Td>
      <Td>
        <Status tone="bad">{words.reasons[reason]}</Status>
      </Td>
      <Td narrow="aside" align="right" className="whitespace-nowrap">
        <Next field={field} secretManager={secretManager} label={`${connection.name}, ${label}`} />
      </Td>
    </Tr>
  );
}

function Next({
  field: { connection, name, reason },
  secretManager,
  label,
}: Pick<FieldItem, 'field' | 'secretManager'> & { label: string }) {
  if (secretManager && reason === 'not_granted') {
    const wanted = { connection: connection.key, field: name };
    return (
      <ButtonLink
        size="sm"
        icon={<ShieldPlus />}
        href={grantHref({ secretManagerId: secretManager.id, ...wanted, from: 'report' })}
        aria-label={words.next.grantFor(label)}
      >
        {words.next.grant}
      </ButtonLink>
    );
  }
  const [text, href] = stepOf(connection.key, reason === 'other_projects' ? secretManager : null);
  return (
    <ButtonLink size="sm" href={href} aria-label={`${text}: ${label}`}>
      {text}
    </ButtonLink>
  );
}

function stepOf(key: string, secretManager: ReportItem['secretManager']): [string, string] {
  return secretManager
    ? [words.next.manager, `/admin/security/secret-managers/${secretManager.id}`]
    : [words.next.connection, `/connections/${key}`];
}
