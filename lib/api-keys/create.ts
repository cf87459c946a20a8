import { requirePermission } from '@/lib/access/permission';
import { requireRecentSignIn } from '@/lib/access/recent';
import { requireScope } from '@/lib/access/scope';
import { recordEvent } from '@/lib/audit/record';
import { apiKeyPrefix, hashApiKey, makeApiKey } from '@/lib/crypto/api-key';
import type { Caller } from '@/lib/kernel/caller';
import { parseInput } from '@/lib/kernel/parse';
import { SecretValue } from '@/lib/kernel/secret-value';
import { transaction } from '@/lib/platform/database';
import { apiKeyIncludes, presentApiKey } from './present';
import { type ApiKeyView, type CreateInput, createInputSchema } from './schema';

/**
 * Makes an API key. The key itself is in this answer alone: the table holds its hash. A person who makes a key of the
 * admin role has to have signed in recently.
 * Throws `forbidden`, `invalid_input`.
 */
export async function createApiKey({
  caller,
  input,
}: {
  caller: Caller;
  input: CreateInput;
}): Promise<{ view: ApiKeyView; key: SecretValue }> {
  requirePermission(caller, 'api-key:write');
  const wanted = parseInput(createInputSchema, input);
  if (wanted.role === 'admin') requireRecentSignIn(caller);
  const key = makeApiKey();
  const projectIds = wanted.scope === 'project' ? [...new Set(wanted.projectIds)] : [];
  const row = await transaction(async (tx) => {
    await requireScope(tx, caller, { scope: wanted.scope, projectIds });
    const created = await tx.apiKey.create({
      data: {
        name: wanted.name,
        prefix: apiKeyPrefix(key),
        hash: hashApiKey(key),
        role: wanted.role,
        scope: wanted.scope,
        createdBy: caller.label,
        expiresAt: wanted.expiresAt ? new Date(wanted.expiresAt) : null,
        projects: { create: projectIds.map((projectId) => ({ projectId })) },
      },
      include: apiKeyIncludes,
    });
    await recordEvent(tx, {
      caller,
      verb: 'api_key.created',
      subject: { kind: 'api_key', id: created.id, label: created.name },
      details: { role: created.role, scope: created.scope },
    });
    return created;
  });
  return { view: presentApiKey(row), key: new SecretValue(key) };
}
