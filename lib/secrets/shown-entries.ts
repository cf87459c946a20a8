import { reachedBySql } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import { isReferenceId } from '@/lib/kernel/reference';
import { type LikePattern, likePatterns, patternSet } from '@/lib/kernel/reference-pattern';
import { database } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';

const bound = Prisma.sql`split_part(COALESCE(entry.bound_reference, entry.reference), '?', 1)`;
const part = (at: number) => Prisma.sql`split_part(${bound}, '/', ${at}::int)`;
// `op://vault/item/field`, or `op://vault/item/section/field`.
const last = Prisma.sql`(CASE WHEN ${part(6)} <> '' THEN ${part(6)} ELSE ${part(5)} END)`;
const titleOf = (name: string) => Prisma.sql`COALESCE(entry.titles ->> ${name}, '')`;

/**
 * Which entries of secret managers in reach somebody is shown, as a condition on `entry`: what a connection that they see
 * is bound to, and what their projects may use. Where their projects are all: every one.
 */
export async function shownEntries(caller: Caller): Promise<Prisma.Sql> {
  if (caller.projects === 'all') return Prisma.sql`TRUE`;
  const granted = await database().secretManagerProject.findMany({
    where: { projectId: { in: [...caller.projects] } },
  });
  const allowed = granted.map(({ secretManagerId, patterns }) => grantedSql(secretManagerId, patterns));
  const fields = Prisma.sql`(
    SELECT field.secret_manager_id, field.reference
    FROM connection JOIN connection_field AS field ON field.connection_id = connection.id
    WHERE field.secret_manager_id IS NOT NULL AND field.reference IS NOT NULL AND ${reachedBySql(caller)})`;
  const isBound = Prisma.sql`(entry.secret_manager_id, entry.reference) IN ${fields}
    OR (entry.secret_manager_id, COALESCE(entry.bound_reference, entry.reference)) IN ${fields}`;
  return Prisma.sql`(${Prisma.join([isBound, ...allowed], ' OR ')})`;
}

function grantedSql(secretManagerId: string, texts: readonly string[]): Prisma.Sql {
  const isOfManager = Prisma.sql`entry.secret_manager_id = ${secretManagerId}`;
  if (patternSet(texts).isAny) return isOfManager;
  const patterns = likePatterns(texts);
  const exact = patterns.flatMap((pattern) => pattern.exact ?? []);
  // What stands for one reference by ids is compared as a whole: there may be thousands.
  const others = patterns.filter(({ exact: text }) => !text || !isReferenceId(text.split('/')[2] ?? ''));
  const conditions = [Prisma.sql`${bound} = ANY(${exact}::text[])`, ...others.map(patternSql)];
  return Prisma.sql`(${isOfManager} AND (${Prisma.join(conditions, ' OR ')}))`;
}

function patternSql({ parts, isOpen }: LikePattern): Prisma.Sql {
  const names = [
    { id: part(3), title: titleOf('vault') },
    { id: part(4), title: titleOf('item') },
  ];
  const field = { id: last, title: titleOf('field') };
  const isShort = parts.length <= 3;
  const places = isShort ? [...names, field] : [...names, { id: part(5), title: titleOf('section') }, field];
  const conditions = parts.map((like, at) => {
    const place = places[at] ?? field;
    return Prisma.sql`(lower(${place.id}) LIKE ${like} OR lower(${place.title}) LIKE ${like})`;
  });
  // An open pattern of three parts names a section: what has none does not lie below it.
  if (isOpen && parts.length === 3) return Prisma.sql`FALSE`;
  return Prisma.sql`(${Prisma.join(conditions.length > 0 ? conditions : [Prisma.sql`TRUE`], ' AND ')})`;
}
