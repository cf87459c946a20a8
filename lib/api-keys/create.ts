import { requireMay } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { makeApiKey } from '@/lib/crypto/api-key';
import { SecretValue } from '@/lib/kernel/secret-value';
import { transaction } from '@/lib/platform/database';
import { expiryOfNewKeys } from './defaults';
import { isReading, presentApiKey } from './present';
import { type ApiKeyView, createInputSchema } from './schema';
import { writeKey } from './write';

/**
 * Makes an API key. The key itself is in this answer alone: the table holds its hash. A person who makes a key of the
 * admin role, or one that reads by naming references, has to have signed in recently.
 * Throws `forbidden`, `invalid_input`.
 */
export const createApiKey = verb({
  name: 'createApiKey',
  right: 'api-key:write',
  recent: ({ role, references }) => role === 'admin' || isReading(references ?? null),
  input: createInputSchema,
  audit: ['api_key.created'],
  run: async ({ caller, input }): Promise<{ view: ApiKeyView; key: SecretValue }> => {
    const { scope, references = null, expiresAt } = input;
    const place = { scope, projectIds: scope === 'project' ? [...new Set(input.projectIds)] : [] };
    requireMay(caller, 'api-key:write', null, place);
    const key = makeApiKey();
    const row = await transaction(async (tx) => {
      const created = await writeKey(tx, caller, {
        ...input,
        key,
        scope: place,
        references,
        expiresAt: expiresAt === undefined ? await expiryOfNewKeys(tx) : endOf(expiresAt),
      });
      await recordEvent(tx, {
        caller,
        verb: 'api_key.created',
        subject: { kind: 'api_key', id: created.id, label: created.name },
        details: {
          role: created.role,
          scope: created.scope,
          connections: input.connections === 'all' ? 'all' : [...input.connections],
          references: (references ?? []).flatMap(({ patterns }) => patterns),
          expiresAt: created.expiresAt?.toISOString() ?? null,
        },
      });
      return created;
    });
    return { view: presentApiKey(row), key: new SecretValue(key) };
  },
});

function endOf(expiresAt: string | null): Date | null {
  return expiresAt === null ? null : new Date(expiresAt);
}
