'use client';

import { Filter } from 'lucide-react';
import { callerText } from '@/components/caller-text';
import { IconButton } from '@/components/ui/icon-button';
import { IntentLink } from '@/components/ui/intent-link';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { Tip } from '@/components/ui/tooltip';
import type { AuditEventView } from '@/lib/audit/schema';
import { auditVerbs } from '@/lib/kernel/audit-verbs';
import { detailsText } from './details-text';
import { ActorIcon } from './event-filters';
import { words } from './words';

export interface EventTableProps {
  events: readonly AuditEventView[];
  /** Narrows the list to one subject. */
  onSubject: (subjectId: string) => void;
  /** Narrows the list to one person or key. */
  onActor: (actorId: string) => void;
}

/** A line for each event: when, what, about what, who, what else is known. */
export function EventTable({ events, onSubject, onActor }: EventTableProps) {
  return (
    <Table label={words.title}>
      <TableHead>
        <Th>{words.columns.at}</Th>
        <Th>{words.columns.what}</Th>
        <Th>{words.columns.subject}</Th>
        <Th>{words.columns.who}</Th>
        <Th>{words.columns.details}</Th>
      </TableHead>
      <TableBody>
        {events.map((event) => (
          <Tr key={event.id}>
            <Td narrow="aside" className="whitespace-nowrap">
              <RelativeTime at={event.at} exact="beside" />
            </Td>
            <Td narrow="title" className="font-medium md:whitespace-nowrap">
              {verbText(event.verb)}
            </Td>
            <Td>
              <span className="group flex min-w-0 items-center gap-1">
                <Subject subject={event.subject} />
                <IconButton
                  size="inset"
                  label={words.onlyThis(event.subject.label)}
                  icon={<Filter />}
                  onClick={() => onSubject(event.subject.id)}
                  className="opacity-0 focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
                />
              </span>
            </Td>
            <Td>
              <span className="flex min-w-0 items-center gap-1.5">
                <ActorIcon kind={event.actor.kind} />
                <Tip text={words.onlyActor}>
                  <button
                    type="button"
                    onClick={() => onActor(event.actor.id)}
                    className="max-w-56 truncate rounded-xs text-left hover:underline"
                  >
                    {callerText(event.actor.label)}
                  </button>
                </Tip>
              </span>
            </Td>
            <Td className="w-full text-ink-3 [overflow-wrap:anywhere] empty:hidden">
              {detailsText(event.details)}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

/** What an event is about, with the way to it where it has a page of its own. */
function Subject({ subject }: { subject: AuditEventView['subject'] }) {
  const href = placeOf(subject);
  if (!href) return <span className="max-w-72 truncate">{subject.label}</span>;
  return (
    <IntentLink href={href} className="max-w-72 truncate rounded-xs text-ink hover:underline">
      {subject.label}
    </IntentLink>
  );
}

/** The page of a thing. Of a connection the key stands in its label, as it was then. */
function placeOf({ kind, id, label }: AuditEventView['subject']): string | undefined {
  const key = /\(([a-z0-9-]+)\)$/.exec(label)?.[1];
  switch (kind) {
    case 'connection':
      return key && `/connections/${key}`;
    case 'secret_manager':
      return `/admin/security/secret-managers/${id}`;
    case 'user':
      return `/admin/people/users?search=${encodeURIComponent(label)}`;
    case 'api_key':
      return '/admin/security/api-keys';
    default:
      return undefined;
  }
}

function verbText(verb: string): string {
  const known = auditVerbs.find((one) => one === verb);
  return known ? words.verbs[known] : verb;
}
