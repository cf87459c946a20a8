import { requireProjects } from '@/lib/access/scope';
import { apiKeyPrefix, hashApiKey } from '@/lib/crypto/api-key';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { may, type Scoped } from '@/lib/kernel/permissions';
import type { Transaction } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { type ApiKeyRow, apiKeyIncludes } from './present';
import type { ApiKeyView } from './schema';

/** What a new key is made of. */
export interface NewKey {
  key: string;
  name: string;
  role: string;
  scope: Scoped;
  connections: 'all' | readonly string[];
  references: ApiKeyView['references'];
  networks: readonly string[];
  expiresAt: Date | null;
}

/**
 * Writes the row of a key: its hash, and what it may. Connections and secret managers that it names must be there and in
 * its own reach. Throws `invalid_input`.
 */
export async function writeKey(tx: Transaction, caller: Caller, wanted: NewKey): Promise<ApiKeyRow> {
  const { key, scope, connections, references } = wanted;
  await requireProjects(tx, scope);
  const connectionIds = connections === 'all' ? [] : await idsOfConnections(tx, scope, connections);
  if (Array.isArray(references)) await requireManagers(tx, scope, references);
  return tx.apiKey.create({
    data: {
      name: wanted.name,
      prefix: apiKeyPrefix(key),
      hash: hashApiKey(key),
      role: wanted.role,
      scope: scope.scope,
      allConnections: connections === 'all',
      readable: references ?? Prisma.DbNull,
      networks: [...wanted.networks],
      createdBy: caller.label,
      createdById: caller.kind === 'user' ? caller.id : null,
      expiresAt: wanted.expiresAt,
      projects: { create: scope.projectIds.map((projectId) => ({ projectId })) },
      connections: { create: connectionIds.map((connectionId) => ({ connectionId })) },
    },
    include: apiKeyIncludes,
  });
}

/** A key sees what any workload of its projects does. */
const reachOf = ({ scope, projectIds }: Scoped) => ({
  kind: 'api-key' as const,
  role: 'workload' as const,
  projects: scope === 'platform' ? ('all' as const) : projectIds,
});

async function idsOfConnections(tx: Transaction, scope: Scoped, keys: readonly string[]): Promise<string[]> {
  const rows = await tx.connection.findMany({
    where: { key: { in: [...keys] } },
    select: { id: true, key: true, scope: true, projects: { select: { projectId: true } } },
  });
  const reached = rows.filter((row) =>
    may(reachOf(scope), 'value:resolve', {
      scope: row.scope,
      projectIds: row.projects.map(({ projectId }) => projectId),
    }),
  );
  const missing = keys.find((key) => !reached.some((row) => row.key === key));
  if (missing === undefined) return reached.map(({ id }) => id);
  throw new LatchkeyError('invalid_input', {
    fields: { connections: messageFor('noSuchConnection', { key: missing }) },
  });
}

async function requireManagers(
  tx: Transaction,
  scope: Scoped,
  references: readonly { secretManagerId: string }[],
): Promise<void> {
  const rows = await tx.secretManager.findMany({
    where: { id: { in: references.map(({ secretManagerId }) => secretManagerId) } },
    select: { id: true, scope: true, projects: { select: { projectId: true } } },
  });
  for (const [at, { secretManagerId }] of references.entries()) {
    const row = rows.find(({ id }) => id === secretManagerId);
    const place = row && { scope: row.scope, projectIds: row.projects.map(({ projectId }) => projectId) };
    if (place && may(reachOf(scope), 'secret-manager:use', place)) continue;
    throw new LatchkeyError('invalid_input', {
      fields: { [`references.${at}.secretManagerId`]: messageFor('noSuchManager') },
    });
  }
}
