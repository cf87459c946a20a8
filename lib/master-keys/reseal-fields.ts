import { type FieldPlace, literalContext, textContext } from '@/lib/connections/literal';
import type { SealContext } from '@/lib/crypto/context';
import { database } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { base64Of, batchSize, newestHead, openStored, resealed } from './resealed';

/** Reseals typed values of connections. A `ResealBatch`. */
export function resealLiterals(afterId: string): Promise<string | undefined> {
  return resealColumn('sealed_literal', literalContext, afterId);
}

/** Reseals the texts around secrets. A `ResealBatch`. */
export function resealTexts(afterId: string): Promise<string | undefined> {
  return resealColumn('sealed_text', textContext, afterId);
}

async function resealColumn(
  name: 'sealed_literal' | 'sealed_text',
  contextOf: (field: FieldPlace) => SealContext,
  afterId: string,
): Promise<string | undefined> {
  const column = Prisma.raw(name);
  const rows = await database().$queryRaw<(FieldPlace & { sealed: Uint8Array })[]>`
    SELECT id, sealed_version AS "sealedVersion", ${column} AS sealed FROM connection_field
    WHERE id > ${afterId} AND ${column} IS NOT NULL AND substring(${column} from 1 for 9) <> ${newestHead()}
    ORDER BY id LIMIT ${batchSize}`;
  const next = rows.flatMap(({ id, sealedVersion, sealed }) => {
    const context = contextOf({ id, sealedVersion });
    const value = openStored(sealed, context, name);
    return value ? [{ id, before: base64Of(sealed), after: resealed(value, context) }] : [];
  });
  await database().$executeRaw`
    UPDATE connection_field AS field SET ${column} = decode(next.after, 'base64')
    FROM unnest(${next.map(({ id }) => id)}::text[], ${next.map(({ before }) => before)}::text[],
                ${next.map(({ after }) => after)}::text[]) AS next (id, before, after)
    WHERE field.id = next.id AND field.${column} = decode(next.before, 'base64')`;
  return rows.at(-1)?.id;
}
