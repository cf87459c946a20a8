import type { ApiKey } from '@/lib/platform/prisma-client/client';
import { type ApiKeyView, apiKeyViewSchema } from './schema';

export type ApiKeyRow = ApiKey & { projects: { projectId: string }[] };

export const apiKeyIncludes = { projects: { select: { projectId: true } } } as const;

/** What leaves of an API key: never the key or its hash. */
export function presentApiKey(row: ApiKeyRow): ApiKeyView {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    role: apiKeyViewSchema.shape.role.parse(row.role),
    scope: apiKeyViewSchema.shape.scope.parse(row.scope),
    projectIds: row.projects.map(({ projectId }) => projectId),
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
