import type { Granting } from '@/lib/access/grants';
import { type Refusal, refusalOf } from '@/lib/access/refusal';
import type { Caller } from '@/lib/kernel/caller';
import { shownFieldName } from '@/lib/kernel/field-name';
import { may, type Scoped } from '@/lib/kernel/permissions';
import type { Transaction } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { isOpenFor, patternOfPlace } from '@/lib/providers/patterns';
import { parseLocator, schemesOf } from '@/lib/providers/references';
import { type AccessView, mostRefused, type RefusedField } from './access-schema';
import { titlesOf } from './bound-titles';
import { grantsOf, type StoredGrant } from './grants-of';

/** A bound field that is refused, why, and what would let it through. */
export interface RefusedBinding extends RefusedField, Refusal {
  fieldId: string;
  connectionId: string;
  app: string;
  secretManagerId: string;
  secretManagerName: string;
  /** Of its connection. */
  scope: Scoped;
  /** The pattern that would let this secret through, and no other. */
  pattern: string;
}

interface BoundRow {
  fieldId: string;
  connectionId: string;
  field: string;
  reference: string;
  shownReference: string | null;
  shownNames: Prisma.JsonValue;
  key: string;
  name: string;
  app: string;
  scope: string;
  projectIds: string[];
}

/**
 * Bound fields that are refused when they are resolved, since their connection's projects may not use what they name. With
 * `access` in place of what is saved: those that would be.
 */
export async function refusedFields(
  client: Pick<Transaction, 'secretManager' | '$queryRaw'>,
  where: {
    secretManagerId?: string;
    connectionIds?: readonly string[];
    access?: readonly StoredGrant[];
  } = {},
): Promise<RefusedBinding[]> {
  const managers = await client.secretManager.findMany({
    where: where.secretManagerId ? { id: where.secretManagerId } : {},
    select: {
      id: true,
      name: true,
      provider: true,
      scope: true,
      projects: { select: { projectId: true, patterns: true } },
    },
  });
  const refused: RefusedBinding[] = [];
  for (const { id, name, provider, scope, projects } of managers) {
    const grants = grantsOf(provider, where.access ?? projects);
    const manager = { scope, projectIds: [...grants.keys()], grants };
    for (const row of await doubtfulFields(client, { id, provider, ...manager }, where.connectionIds)) {
      const titles = titlesOf(row.shownNames);
      const place = { locator: parseLocator(row.reference), titles };
      const connection = { scope: row.scope, projectIds: row.projectIds };
      const refusal = refusalOf(manager, connection, place);
      if (!refusal) continue;
      refused.push({
        ...refusal,
        fieldId: row.fieldId,
        connectionId: row.connectionId,
        app: row.app,
        pattern: patternOfPlace(place, row.reference),
        secretManagerId: id,
        secretManagerName: name,
        scope: connection,
        connection: { key: row.key, name: row.name },
        field: shownFieldName(row.field),
        shownReference: row.shownReference ?? row.reference,
      });
    }
  }
  return refused;
}

/** What a caller is told of refused fields: how many there are, and by name those of connections that they see. */
export function shownRefused(
  caller: Caller,
  refused: readonly RefusedBinding[],
): Pick<AccessView, 'refused' | 'refusedCount'> {
  return {
    refused: refused
      .filter(({ scope }) => may(caller, 'connection:read', scope))
      .slice(0, mostRefused)
      .map(({ connection, field, shownReference }) => ({ connection, field, shownReference })),
    refusedCount: refused.length,
  };
}

/** Fields bound through a secret manager, but for those whose connection may use all of it: they are most. */
function doubtfulFields(
  client: Pick<Transaction, '$queryRaw'>,
  { id, scope, grants, provider }: Granting & { id: string; provider: string },
  connectionIds: readonly string[] | undefined,
): Promise<BoundRow[]> {
  const free = [...grants].flatMap(([projectId, set]) =>
    isOpenFor(set, schemesOf(provider)) ? [projectId] : [],
  );
  return client.$queryRaw<BoundRow[]>`
    SELECT field.id AS "fieldId", field.connection_id AS "connectionId", field.name AS field, field.reference,
           field.shown_reference AS "shownReference", field.shown_names AS "shownNames", connection.key, connection.name,
           connection.app, connection.scope, COALESCE(own.ids, '{}') AS "projectIds"
    FROM connection_field AS field
    JOIN connection ON connection.id = field.connection_id
    LEFT JOIN LATERAL (
      SELECT array_agg(project_id) AS ids FROM connection_project WHERE connection_id = connection.id
    ) AS own ON TRUE
    WHERE field.secret_manager_id = ${id} AND field.reference IS NOT NULL
      AND ${connectionIds ? Prisma.sql`field.connection_id = ANY(${[...connectionIds]}::text[])` : Prisma.sql`TRUE`}
      AND NOT (connection.scope = 'platform' AND ${scope}::text = 'platform')
      AND NOT (connection.scope <> 'platform' AND own.ids IS NOT NULL AND own.ids <@ ${free}::text[])
    ORDER BY connection.sort_name, connection.id, field.name`;
}
