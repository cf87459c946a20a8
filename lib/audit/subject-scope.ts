import type { Subject } from '@/lib/kernel/audit-verbs';
import { groupBy } from '@/lib/kernel/group-by';
import { ofProjects, platformWide, type Scoped } from '@/lib/kernel/permissions';
import type { Transaction } from '@/lib/platform/database';

/** A row of where a thing belongs. */
interface Row {
  id: string;
  scope: string;
  projects: { projectId: string }[];
}

const projects = { select: { projectId: true } } as const;
const scopeColumns = { id: true, scope: true, projects } as const;

/**
 * Where the subjects of events belong as the transaction sees them, by the subject: who may see the events. One query for
 * each kind. What is not there, and what is nobody's, belongs to no project: platform admins alone see it.
 */
export async function scopesOf(
  tx: Transaction,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<Subject, Scoped>> {
  const found = new Map<Subject, Scoped>();
  for (const [kind, group] of groupBy(subjects, (subject) => subject.kind)) {
    const byId = await scopesById(tx, kind, [...new Set(group.map(({ id }) => id))]);
    for (const subject of group) found.set(subject, byId.get(subject.id) ?? ofProjects([]));
  }
  return found;
}

async function scopesById(
  tx: Transaction,
  kind: Subject['kind'],
  ids: string[],
): Promise<Map<string, Scoped>> {
  const where = { id: { in: ids } };
  switch (kind) {
    case 'connection':
      return byId(await tx.connection.findMany({ where, select: scopeColumns }));
    case 'secret_manager':
      return byId(await tx.secretManager.findMany({ where, select: scopeColumns }));
    case 'api_key':
      return byId(await tx.apiKey.findMany({ where, select: scopeColumns }));
    case 'cache_entry':
      return byId(await Promise.all((await entriesById(tx, ids)).map((entry) => placedEntry(tx, entry))));
    case 'user': {
      const rows = await tx.user.findMany({ where, select: { id: true, role: true, projects } });
      return byId(rows.map((row) => ({ ...row, scope: row.role === 'admin' ? 'platform' : 'project' })));
    }
    case 'destination': {
      const rows = await tx.secretDestination.findMany({ where, select: { id: true, projectId: true } });
      const scopedOf = (projectId: string | null) =>
        projectId === null ? platformWide : ofProjects([projectId]);
      return new Map(rows.map(({ id, projectId }) => [id, scopedOf(projectId)]));
    }
    case 'project':
      return new Map(ids.map((id) => [id, ofProjects([id])]));
    case 'master_key':
    case 'setting':
      return new Map(ids.map((id) => [id, platformWide]));
  }
}

type EntryRow = Awaited<ReturnType<typeof entriesById>>[number];

function entriesById(tx: Transaction, ids: string[]) {
  return tx.cacheEntry.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      reference: true,
      boundReference: true,
      secretManager: { select: { id: true, scope: true, projects } },
    },
  });
}

/**
 * Its name is that of a secret: of a platform-wide secret manager it is told to those alone whose connections are bound
 * to it, since not everybody may use all of one.
 */
async function placedEntry(tx: Transaction, entry: EntryRow): Promise<Row> {
  const { id, reference, boundReference, secretManager } = entry;
  if (secretManager.scope !== 'platform') return { ...secretManager, id };
  const connections = await tx.connection.findMany({
    where: {
      fields: {
        some: {
          secretManagerId: secretManager.id,
          reference: { in: [reference, boundReference ?? reference] },
        },
      },
    },
    select: scopeColumns,
  });
  const isEverybodys = connections.some(({ scope }) => scope === 'platform');
  return {
    id,
    scope: isEverybodys ? 'platform' : 'project',
    projects: connections.flatMap((connection) => connection.projects),
  };
}

function byId(rows: readonly Row[]): Map<string, Scoped> {
  return new Map(
    rows.map(({ id, scope, projects: rowsOfProjects }) => [
      id,
      // Of what is platform-wide the rows tell who may use it, not whose it is.
      {
        scope,
        projectIds:
          scope === 'platform' ? [] : [...new Set(rowsOfProjects.map(({ projectId }) => projectId))],
      },
    ]),
  );
}
