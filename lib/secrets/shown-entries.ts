import { reachedBySql } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import type { PatternColumn } from '@/lib/kernel/locator';
import { database } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { type LikePattern, likePatterns, patternSet } from '@/lib/providers/patterns';
import { schemeOf } from '@/lib/providers/references';

const bound = Prisma.sql`split_part(COALESCE(entry.bound_reference, entry.reference), '?', 1)`;
// Of `scheme://a/b/c` the first part is the third piece.
const part = (at: number) => Prisma.sql`split_part(${bound}, '/', ${at + 2}::int)`;
const last = Prisma.sql`regexp_replace(${bound}, '^.*/', '')`;
const titleOf = (name: string) => Prisma.sql`COALESCE(entry.titles ->> ${name}, '')`;

/**
 * Which entries of secret managers in reach somebody is shown, as a condition on `entry`: what a connection that they see
 * is bound to, and what their projects may use. Where their projects are all: every one.
 */
export async function shownEntries(caller: Caller): Promise<Prisma.Sql> {
  if (caller.projects === 'all') return Prisma.sql`TRUE`;
  const granted = await database().secretManagerProject.findMany({
    where: { projectId: { in: [...caller.projects] } },
    include: { secretManager: { select: { provider: true } } },
  });
  const allowed = granted.map(({ secretManagerId, patterns, secretManager }) =>
    grantedSql(secretManagerId, patterns, schemeOf(secretManager.provider)),
  );
  const fields = Prisma.sql`(
    SELECT field.secret_manager_id, field.reference
    FROM connection JOIN connection_field AS field ON field.connection_id = connection.id
    WHERE field.secret_manager_id IS NOT NULL AND field.reference IS NOT NULL AND ${reachedBySql(caller)})`;
  const isBound = Prisma.sql`(entry.secret_manager_id, entry.reference) IN ${fields}
    OR (entry.secret_manager_id, COALESCE(entry.bound_reference, entry.reference)) IN ${fields}`;
  return Prisma.sql`(${Prisma.join([isBound, ...allowed], ' OR ')})`;
}

function grantedSql(secretManagerId: string, texts: readonly string[], scheme: string): Prisma.Sql {
  const isOfManager = Prisma.sql`entry.secret_manager_id = ${secretManagerId}`;
  if (patternSet(texts).within(scheme).isAny) return isOfManager;
  const patterns = likePatterns(texts, scheme);
  const exact = patterns.flatMap((pattern) => pattern.exact ?? []);
  // What stands for one reference by ids is compared as a whole: there may be thousands.
  const others = patterns.filter(({ exact: text, isById }) => !text || !isById);
  const conditions = [Prisma.sql`${bound} = ANY(${exact}::text[])`, ...others.map(patternSql)];
  return Prisma.sql`(${isOfManager} AND (${Prisma.join(conditions, ' OR ')}))`;
}

function patternSql({ parts, columns, isOpen }: LikePattern): Prisma.Sql {
  const conditions = parts.map((like, at) => partSql(columns[at] ?? { at: at + 1 }, like));
  // Something lies below an open one, and nothing below another: where the last part is not looked for as such, they are counted.
  const isCounted = columns.every(({ at }) => at !== 'last') && !columns.some(({ title }) => title);
  const below = Prisma.sql`${part(parts.length + 1)} <> ''`;
  const counted = isCounted ? [isOpen ? below : Prisma.sql`NOT ${below}`] : [];
  return Prisma.sql`(${Prisma.join([Prisma.sql`TRUE`, ...conditions, ...counted], ' AND ')})`;
}

function partSql({ at, title }: PatternColumn, like: string): Prisma.Sql {
  const id = Prisma.sql`lower(${at === 'last' ? last : part(at)}) LIKE ${like}`;
  return title ? Prisma.sql`(${id} OR lower(${titleOf(title)}) LIKE ${like})` : id;
}
