import { z } from 'zod';
import { requireMay, scopedOf } from '@/lib/access/may';
import { requireRecentSignIn } from '@/lib/access/recent';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { makeApiKey } from '@/lib/crypto/api-key';
import { LatchkeyError } from '@/lib/kernel/errors';
import { idSchema } from '@/lib/kernel/ids';
import { messageFor } from '@/lib/kernel/message';
import { SecretValue } from '@/lib/kernel/secret-value';
import { clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/database';
import { publishInTransaction, publishLocally } from '@/lib/platform/invalidation';
import { findKeyRow } from './find';
import { isReading, presentApiKey, readableOf } from './present';
import { type ApiKeyView, rotateInputSchema } from './schema';
import { writeKey } from './write';

/**
 * Makes a key like another one, which ends when the overlap is over: workloads change over meanwhile. The new one ends as
 * long after its making as the old one did. Throws `forbidden`, `not_found`, `conflict` (revoked or rotated already).
 */
export const rotateApiKey = verb({
  name: 'rotateApiKey',
  right: 'api-key:write',
  input: z.object({ id: idSchema, ...rotateInputSchema.shape }),
  audit: ['api_key.rotated'],
  run: async ({ caller, input }): Promise<{ view: ApiKeyView; key: SecretValue }> => {
    const key = makeApiKey();
    const nowMs = clock().now();
    const row = await transaction(async (tx) => {
      const old = await findKeyRow(tx, caller, input.id);
      requireMay(caller, 'api-key:write', scopedOf(old));
      if (old.role === 'admin' || isReading(readableOf(old.readable))) requireRecentSignIn(caller);
      if (old.revokedAt || old.replacedById) {
        throw new LatchkeyError('conflict', { says: messageFor('keyRotatedAlready') });
      }
      const lastsMs = old.expiresAt && old.expiresAt.getTime() - old.createdAt.getTime();
      const created = await writeKey(tx, caller, {
        key,
        name: old.name,
        role: old.role,
        scope: scopedOf(old),
        connections: old.allConnections ? 'all' : old.connections.map(({ connection }) => connection.key),
        references: readableOf(old.readable),
        networks: old.networks,
        expiresAt: lastsMs === null ? null : new Date(nowMs + lastsMs),
      });
      const endsAtMs = Math.min(
        nowMs + input.overlapMs,
        old.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY,
      );
      const { count } = await tx.apiKey.updateMany({
        where: { id: old.id, replacedById: null, revokedAt: null },
        data: { replacedById: created.id, expiresAt: new Date(endsAtMs) },
      });
      if (count === 0) throw new LatchkeyError('conflict', { says: messageFor('keyRotatedAlready') });
      await recordEvent(tx, {
        caller,
        verb: 'api_key.rotated',
        subject: { kind: 'api_key', id: old.id, label: old.name },
        details: { replacedBy: created.prefix, oldEndsAt: new Date(endsAtMs).toISOString() },
      });
      await publishInTransaction(tx, { topic: 'api-key', id: old.id });
      return created;
    });
    publishLocally({ topic: 'api-key', id: input.id });
    return { view: presentApiKey(row), key: new SecretValue(key) };
  },
});
