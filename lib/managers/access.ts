import { z } from 'zod';
import { requireMay, scopedOf } from '@/lib/access/may';
import { requireProjects } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { idInputSchema, idSchema } from '@/lib/kernel/ids';
import { messageFor } from '@/lib/kernel/message';
import { ofProjects } from '@/lib/kernel/permissions';
import { database, type Transaction, transaction } from '@/lib/platform/database';
import { publishInTransaction, publishLocally } from '@/lib/platform/invalidation';
import { type AccessView, accessInputSchema } from './access-schema';
import { findManagerRow } from './find';
import type { StoredGrant } from './grants-of';
import type { ManagerRow } from './present';
import { refusedFields, shownRefused } from './refused-fields';

/** Which projects may use which secrets of a secret manager. Throws `forbidden`, `not_found`. */
export const getAccess = verb({
  name: 'getAccess',
  right: 'secret-manager:write',
  input: idInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<AccessView> => {
    const row = await findManagerRow(database(), caller, input.id);
    requireMay(caller, 'secret-manager:write', scopedOf(row));
    return presentAccess(database(), row, caller);
  },
});

/**
 * Sets which projects may use which secrets of a secret manager, in place of what was so before. It holds for the next
 * resolve, in every process. Of a project's own secret manager its projects alone can be listed.
 * Throws `forbidden` (a person who signed in long ago too), `not_found`, `invalid_input`, `conflict` (`revision` is not the
 * present one).
 */
export const setAccess = verb({
  name: 'setAccess',
  right: 'secret-manager:write',
  recent: true,
  input: z.object({ id: idSchema, ...accessInputSchema.shape }),
  audit: ['secret_manager.access_set'],
  run: async ({ caller, input }): Promise<AccessView> => {
    const granted = new Map(
      input.projects.map(({ projectId, patterns }) => [projectId, [...new Set(patterns)]]),
    );
    if (granted.size < input.projects.length) {
      throw new LatchkeyError('invalid_input', { fields: { projects: messageFor('projectTwice') } });
    }
    const view = await transaction(async (tx) => {
      const row = await findManagerRow(tx, caller, input.id);
      requireMay(caller, 'secret-manager:write', scopedOf(row));
      await requireProjects(tx, ofProjects([...granted.keys()]));
      requireOwners(row, granted);
      await takeRevision(tx, row.id, input.revision);
      await writeGrants(tx, row, granted);
      await recordEvent(tx, {
        caller,
        verb: 'secret_manager.access_set',
        subject: { kind: 'secret_manager', id: row.id, label: row.name },
        details: await changesOf(tx, row, granted),
      });
      await publishInTransaction(tx, { topic: 'secret-manager', id: row.id });
      return presentAccess(tx, await findManagerRow(tx, caller, row.id), caller);
    });
    publishLocally({ topic: 'secret-manager', id: view.secretManagerId });
    return view;
  },
});

/** The projects of a secret manager that is theirs are its scope, which is set there: here each keeps a row. */
function requireOwners(row: ManagerRow, granted: ReadonlyMap<string, string[]>): void {
  if (row.scope !== 'project') return;
  const owners = new Set(row.projects.map(({ projectId }) => projectId));
  if ([...granted.keys()].every((id) => owners.has(id))) return;
  throw new LatchkeyError('invalid_input', { fields: { projects: messageFor('projectNotOwner') } });
}

/** The change happens on the revision that it is based on or not at all; one that names none replaces whatever is there. */
async function takeRevision(tx: Transaction, id: string, revision: number | undefined): Promise<void> {
  const { count } = await tx.secretManager.updateMany({
    where: { id, ...(revision === undefined ? {} : { accessRevision: revision }) },
    data: { accessRevision: { increment: 1 } },
  });
  if (count === 0) throw new LatchkeyError('conflict', { says: messageFor('accessChanged') });
}

async function writeGrants(
  tx: Transaction,
  row: ManagerRow,
  granted: ReadonlyMap<string, string[]>,
): Promise<void> {
  const secretManagerId = row.id;
  await tx.secretManagerProject.deleteMany({ where: { secretManagerId } });
  await tx.secretManagerProject.createMany({
    data: grantsAfter(row, granted).map((grant) => ({ secretManagerId, ...grant })),
  });
}

/** What is stored once this is set: of a project's own secret manager each project keeps its row. */
export function grantsAfter(
  { scope, projects }: Pick<ManagerRow, 'scope' | 'projects'>,
  granted: ReadonlyMap<string, string[]>,
): StoredGrant[] {
  const all = scope === 'project' ? projects.map(({ projectId }) => projectId) : [...granted.keys()];
  return all.map((projectId) => ({ projectId, patterns: granted.get(projectId) ?? [] }));
}

/** What the audit tells: each project with its patterns, as far as there is room for. */
async function changesOf(tx: Transaction, row: ManagerRow, granted: ReadonlyMap<string, string[]>) {
  const mostShown = 20;
  const names = new Map(
    (await tx.project.findMany({ where: { id: { in: [...granted.keys()] } } })).map(({ id, name }) => [
      id,
      name,
    ]),
  );
  return {
    before: row.projects.length,
    projects: [...granted].map(([id, patterns]) => {
      const shown = patterns.slice(0, mostShown).join(', ');
      const more = patterns.length > mostShown ? `, +${patterns.length - mostShown}` : '';
      return `${names.get(id) ?? id} (${shown}${more})`;
    }),
  };
}

async function presentAccess(
  client: Transaction,
  { id: secretManagerId, accessRevision }: ManagerRow,
  caller: Caller,
): Promise<AccessView> {
  const rows = await client.secretManagerProject.findMany({
    where: { secretManagerId },
    include: { project: { select: { name: true } } },
    orderBy: { project: { sortName: 'asc' } },
  });
  const bound = await client.$queryRaw<{ projectId: string; count: number }[]>`
    SELECT own.project_id AS "projectId", count(*)::int AS count
    FROM connection_field AS field JOIN connection_project AS own ON own.connection_id = field.connection_id
    WHERE field.secret_manager_id = ${secretManagerId} AND field.reference IS NOT NULL GROUP BY 1`;
  return {
    secretManagerId,
    revision: accessRevision,
    projects: rows.map(({ projectId, patterns, project }) => ({
      projectId,
      projectName: project.name,
      patterns,
      boundFields: bound.find((each) => each.projectId === projectId)?.count ?? 0,
    })),
    ...shownRefused(caller, await refusedFields(client, { secretManagerId })),
  };
}
