import Link from 'next/link';
import { ErrorState } from '@/components/ui/error-state';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { ConnectionView } from '@/lib/connections/schema';
import { appOf } from '@/lib/kernel/apps';
import type { Outcome } from '@/lib/kernel/outcome';
import type { Page } from '@/lib/kernel/page';
import type { ManagerView } from '@/lib/managers/schema';
import { words } from './words';

export interface UsedByProps {
  manager: ManagerView;
  users: Outcome<Page<ConnectionView>>;
}

/** The connections that need it, by name, with the fields that are bound to it. */
export function UsedBy({ manager, users }: UsedByProps) {
  return (
    <section aria-labelledby="used-by" className="mt-6">
      <h2 id="used-by" className="mb-2 font-semibold text-base">
        {words.usedBy.title}
      </h2>
      {!users.ok && <ErrorState problem={users.problem} />}
      {users.ok && users.value.items.length === 0 && <p className="text-ink-3">{words.usedBy.empty}</p>}
      {users.ok && users.value.items.length > 0 && (
        <>
          <Table label={words.usedBy.title}>
            <TableHead>
              <Th>{words.usedBy.connection}</Th>
              <Th>{words.usedBy.app}</Th>
              <Th>{words.usedBy.fields}</Th>
            </TableHead>
            <TableBody>
              {users.value.items.map((connection) => (
                <Tr key={connection.key}>
                  <Td narrow="title">
                    <RowLink href={`/connections/${connection.key}`}>{connection.name}</RowLink>
                  </Td>
                  <Td narrow="aside">{appOf(connection.app).name}</Td>
                  <Td>{boundFields(connection, manager.id).join(', ')}</Td>
                </Tr>
              ))}
            </TableBody>
          </Table>
          {users.value.nextCursor && (
            <p className="mt-2 text-ink-3">
              {words.usedBy.more}.{' '}
              <Link
                href={`/connections?secretManagerId=${manager.id}`}
                className="font-medium text-accent-ink hover:underline"
              >
                {words.usedBy.all}
              </Link>
            </p>
          )}
        </>
      )}
    </section>
  );
}

function boundFields({ app, fields }: ConnectionView, managerId: string): string[] {
  const labels = appOf(app).fields;
  return Object.entries(fields)
    .filter(([, field]) => 'secretManagerId' in field && field.secretManagerId === managerId)
    .map(([name]) => labels.find((label) => label.name === name)?.label ?? name);
}
