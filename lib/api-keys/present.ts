import type { z } from 'zod';
import { keyRoles } from '@/lib/kernel/role';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { type ApiKeyView, apiKeyViewSchema } from './schema';

export const apiKeyIncludes = {
  projects: { select: { projectId: true } },
  connections: { select: { connectionId: true, connection: { select: { key: true } } } },
} as const;
export type ApiKeyRow = Prisma.ApiKeyGetPayload<{ include: typeof apiKeyIncludes }>;

const storedSchema = apiKeyViewSchema.shape.references;

/** What a key may read by naming a reference, as it is stored; null where that is not understood: nothing. */
export function readableOf(stored: ApiKeyRow['readable']): z.infer<typeof storedSchema> {
  const parsed = storedSchema.safeParse(stored);
  return parsed.success ? parsed.data : null;
}

/** Whether a key may read something by naming a reference. */
export function isReading(references: z.infer<typeof storedSchema>): boolean {
  return references !== null && references.length > 0;
}

const nobody: ReadonlySet<string> = new Set();

/** What leaves of an API key: never the key or its hash. `disabled`: see disabled-creators; none of a key made just now. */
export function presentApiKey(row: ApiKeyRow, disabled: ReadonlySet<string> = nobody): ApiKeyView {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    // An unknown stored role is no role.
    role: keyRoles.find((known) => known === row.role) ?? 'none',
    scope: apiKeyViewSchema.shape.scope.catch('project').parse(row.scope),
    projectIds: row.projects.map(({ projectId }) => projectId),
    connections: row.allConnections ? 'all' : row.connections.map(({ connection }) => connection.key).sort(),
    references: readableOf(row.readable),
    networks: row.networks,
    createdBy: row.createdBy,
    isCreatorDisabled: row.createdById !== null && disabled.has(row.createdById),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    replacedById: row.replacedById,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    lastUsedFrom: row.lastUsedFrom,
  };
}
