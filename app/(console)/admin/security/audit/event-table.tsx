'use client';

import { Bot, KeyRound, UserRound } from 'lucide-react';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { Tip } from '@/components/ui/tooltip';
import type { AuditEventView } from '@/lib/audit/schema';
import { auditVerbs } from '@/lib/kernel/audit-verbs';
import { detailsText } from './details-text';
import { words } from './words';

export interface EventTableProps {
  events: readonly AuditEventView[];
  /** Narrows the list to one subject. */
  onSubject: (subjectId: string) => void;
}

/** A line for each event: when, what, about what, who, what else is known. */
export function EventTable({ events, onSubject }: EventTableProps) {
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
              <Tip text={words.onlyThis}>
                <button
                  type="button"
                  onClick={() => onSubject(event.subject.id)}
                  className="max-w-72 truncate rounded-xs text-left text-ink hover:underline"
                >
                  {event.subject.label}
                </button>
              </Tip>
            </Td>
            <Td>
              <span className="flex min-w-0 items-center gap-1.5">
                <ActorIcon kind={event.actor.kind} />
                <span className="max-w-56 truncate">{event.actor.label}</span>
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

function ActorIcon({ kind }: { kind: string }) {
  const Icon = kind === 'api-key' ? KeyRound : kind === 'system' ? Bot : UserRound;
  return <Icon aria-hidden className="size-3.5 shrink-0 text-ink-3" />;
}

function verbText(verb: string): string {
  const known = auditVerbs.find((one) => one === verb);
  return known ? words.verbs[known] : verb;
}
