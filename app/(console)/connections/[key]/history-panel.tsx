'use client';

import { useList } from '@/components/query/use-list';
import { ErrorState } from '@/components/ui/error-state';
import { IntentLink } from '@/components/ui/intent-link';
import { LoadMore } from '@/components/ui/load-more';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { AuditEventView } from '@/lib/audit/schema';
import type { ConnectionView } from '@/lib/connections/schema';
import type { Outcome } from '@/lib/kernel/outcome';
import type { Page } from '@/lib/kernel/page';
import { connectionWords } from '../words';

const words = connectionWords.history;

/** Who made and changed the connection, newest first. */
export function HistoryPanel({
  view,
  first,
}: {
  view: ConnectionView;
  first: Outcome<Page<AuditEventView>>;
}) {
  const list = useList<AuditEventView>({
    path: '/api/v1/audit',
    query: { subjectId: view.id, limit: 50 },
    first: first.ok ? first.value : undefined,
  });
  const problem = list.problem ?? (first.ok ? undefined : first.problem);
  if (list.items.length === 0) {
    return problem ? (
      <ErrorState problem={problem} onRetry={list.reload} />
    ) : (
      <p className="text-ink-3">{words.empty}</p>
    );
  }
  return (
    <div className="max-w-220">
      <Table label={words.label}>
        <TableHead>
          <Th>{words.columns.what}</Th>
          <Th>{words.columns.who}</Th>
          <Th align="right">{words.columns.when}</Th>
        </TableHead>
        <TableBody>
          {list.items.map((event) => (
            <Tr key={event.id}>
              <Td narrow="title">{whatText(event)}</Td>
              <Td>{event.actor.label}</Td>
              <Td narrow="aside" align="right" className="whitespace-nowrap">
                <RelativeTime at={event.at} />
              </Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
      <p className="mt-2 text-right">
        <IntentLink
          href={`/admin/security/audit?subjectId=${view.id}`}
          className="rounded-xs text-accent-ink text-sm hover:underline"
        >
          {words.audit}
        </IntentLink>
      </p>
      <LoadMore
        shown={list.items.length}
        hasMore={list.hasMore}
        isBusy={list.isLoadingMore}
        onLoadMore={list.loadMore}
      />
    </div>
  );
}

/** "Changed: name, fields secretKey". */
function whatText({ verb, details }: AuditEventView): string {
  const verbs: Record<string, string> = words.verbs;
  const what = verbs[verb] ?? verb;
  const more = detailTexts(verb, details);
  return more.length > 0 ? `${what}: ${more.join(', ')}` : what;
}

function detailTexts(verb: string, details: AuditEventView['details']): string[] {
  const fields = textsOf(details.fields);
  const ofFields = fields.length > 0 ? [words.fieldsOf(fields.join(', '))] : [];
  switch (verb) {
    case 'connection.created':
      return typeof details.copyOf === 'string' ? [words.copyOf(details.copyOf)] : [];
    case 'connection.updated':
      return [...changedParts(details, fields), ...ofFields];
    case 'connection.healed':
      return fields;
    case 'connection.tagged':
      return [textsOf(details.tags).join(', ') || words.noTags];
    case 'connection.followed_name':
    case 'connection.repointed':
    case 'connection.repoint_undone':
      return [
        ...ofFields,
        ...(typeof details.secretManager === 'string' ? [words.through(details.secretManager)] : []),
      ];
    default:
      return [];
  }
}

function changedParts(details: AuditEventView['details'], fields: readonly string[]): string[] {
  const parts: Record<string, string> = words.parts;
  return textsOf(details.changed)
    .filter((part) => part !== 'fields' || fields.length === 0)
    .map((part) => parts[part] ?? part);
}

function textsOf(list: unknown): string[] {
  return Array.isArray(list) ? list.map(String) : [];
}
