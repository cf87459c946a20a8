import { AppMark } from '@/components/app-mark';
import { scopeText } from '@/components/scope-text';
import { CopyButton } from '@/components/ui/copy-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Status } from '@/components/ui/status';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { saidAppOf } from '@/components/words/apps';
import type { ConnectionView } from '@/lib/connections/schema';
import type { ProjectView } from '@/lib/projects/schema';
import { SelectAll, type Selection, SelectOne } from './arrange/selection';
import { Tags } from './arrange/tags';
import { arrangeWords } from './arrange/words';
import { refusedCount } from './refused';
import { usageWords } from './usage-words';
import { connectionWords } from './words';

const words = connectionWords.list;

/** Connections, one a row. */
export function ConnectionTable({
  connections,
  projects,
  selection,
  isByRead,
}: {
  connections: readonly ConnectionView[];
  projects: readonly ProjectView[];
  /** Undefined: there is nothing that the reader may do with many. */
  selection?: Selection | undefined;
  /** Sorted by it: when each was last read stands where else the last change does. */
  isByRead: boolean;
}) {
  return (
    <Table label={words.label}>
      <TableHead>
        {selection && <SelectAll connections={connections} selection={selection} />}
        <Th>{words.columns.name}</Th>
        <Th>{words.columns.key}</Th>
        <Th className="max-lg:hidden">{words.columns.app}</Th>
        <Th>{words.columns.fields}</Th>
        <Th className="max-lg:hidden">{words.columns.scope}</Th>
        <Th align="right" className="md:max-lg:hidden">
          {isByRead ? usageWords.lastRead : words.columns.updated}
        </Th>
      </TableHead>
      <TableBody>
        {connections.map((connection) => (
          <Tr key={connection.id} aria-selected={selection?.selected.has(connection.id)}>
            {selection && <SelectOne connection={connection} selection={selection} />}
            <Td narrow="title" className="md:w-full md:max-w-0">
              <RowLink href={`/connections/${connection.key}`} className="flex items-center gap-2.5">
                <AppMark app={connection.app} className="text-ink-3" />
                <span className="min-w-0 truncate">{connection.name}</span>
                <Tags tags={connection.tags} />
              </RowLink>
            </Td>
            <Td className="group/key max-w-64 md:max-lg:max-w-32">
              <span className="flex min-w-0 items-center gap-1">
                <span className="min-w-0 truncate font-mono text-xs">{connection.key}</span>
                <CopyButton
                  text={connection.key}
                  label={words.copyKey(connection.key)}
                  look="inset"
                  className="relative z-10 -my-1 opacity-0 transition-opacity focus-visible:opacity-100 group-hover/key:opacity-100 max-md:hidden"
                />
              </span>
            </Td>
            <Td narrow="wide" className="whitespace-nowrap max-lg:hidden">
              {saidAppOf(connection.app).name}
            </Td>
            <Td>
              <FieldCounts connection={connection} />
            </Td>
            <Td narrow="wide" className="max-w-48 truncate max-lg:hidden">
              {scopeText(connection, projects)}
            </Td>
            <Td narrow="aside" align="right" className="whitespace-nowrap md:max-lg:hidden">
              <span className="relative z-10 max-md:text-xs">
                <When at={isByRead ? connection.lastReadAt : connection.updatedAt} />
              </span>
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

function When({ at }: { at: string | null }) {
  return at === null ? <span className="text-ink-3">{usageWords.never}</span> : <RelativeTime at={at} />;
}

function FieldCounts({ connection }: { connection: ConnectionView }) {
  const fields = Object.values(connection.fields);
  const bound = fields.filter((field) => 'reference' in field).length;
  const typed = fields.length - bound;
  const missing = connection.missingFields.length;
  const broken = connection.broken.length;
  const refused = refusedCount(connection);
  const unserved = connection.managersInTrouble.flatMap(({ unservedFields }) => unservedFields).length;
  const { environment } = connection;
  const counts = [
    environment ? words.ofEnvironment(environment.variables.length) : '',
    bound > 0 ? words.bound(bound) : '',
    typed > 0 ? words.typed(typed) : '',
  ].filter(Boolean);
  return (
    <span className="flex items-center gap-x-3 whitespace-nowrap max-md:flex-wrap">
      {counts.length > 0 && <span>{counts.join(', ')}</span>}
      {connection.disabledAt && <Status tone="idle">{arrangeWords.disabled.badge}</Status>}
      {connection.managersInTrouble.map(({ secretManagerId, status }) => (
        <Status key={secretManagerId} tone={status === 'refused' ? 'bad' : 'warn'}>
          {words.managerIs[status]}
        </Status>
      ))}
      {unserved > 0 && <Status tone="bad">{words.unserved.status(unserved)}</Status>}
      {broken > 0 && <Status tone="bad">{arrangeWords.list.broken(broken)}</Status>}
      {refused > 0 && <Status tone="bad">{arrangeWords.list.refused(refused)}</Status>}
      {missing > 0 && <Status tone="warn">{words.missing(missing)}</Status>}
      {counts.length === 0 && missing === 0 && <span className="text-ink-3">{words.noFields}</span>}
    </span>
  );
}
