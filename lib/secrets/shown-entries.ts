import type { Caller } from '@/lib/kernel/caller';
import type { PatternColumn } from '@/lib/kernel/locator';
import { database } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { isOpenFor, type LikePattern, likePatterns, patternSet } from '@/lib/providers/patterns';
import { schemesOf } from '@/lib/providers/references';
import { boundIn, isBoundIn } from './bound-entries';
import type { ManagerOfEntries } from './entry-freshness';
import type { EntryGroup } from './entry-source';

const bound = Prisma.sql`split_part(COALESCE(entry.bound_reference, entry.reference), '?', 1)`;
// Of `scheme://a/b/c` the first part is the third piece.
const part = (at: number) => Prisma.sql`split_part(${bound}, '/', ${at + 2}::int)`;
const last = Prisma.sql`regexp_replace(${bound}, '^.*/', '')`;
const titleOf = (name: string) => Prisma.sql`COALESCE(entry.titles ->> ${name}, '')`;

/**
 * Whether somebody is shown an entry of a secret manager in reach, as a condition on `entry`: what a connection that they see
 * is bound to, and what their projects may use. Where their projects are all: every one.
 */
export async function shownEntries(caller: Caller): Promise<Prisma.Sql> {
  if (caller.projects === 'all') return Prisma.sql`TRUE`;
  const granted = await grantsOf(caller.projects);
  const allowed = granted.map(({ id, patterns, schemes }) => grantedSql(id, patterns, schemes));
  return Prisma.sql`(${Prisma.join([isBoundIn(caller, Prisma.sql`TRUE`), ...allowed], ' OR ')})`;
}

/** The entries of these secret managers that somebody is shown, by the same rule, for lists of them. */
export async function shownGroups(
  caller: Caller,
  managers: readonly ManagerOfEntries[],
): Promise<EntryGroup[]> {
  if (caller.projects === 'all') return [everything(managers)];
  const granted = await grantsOf(caller.projects);
  const open = new Set(
    granted.flatMap(({ id, patterns, schemes }) => (isOpen(patterns, schemes) ? [id] : [])),
  );
  const inPart = new Set(granted.flatMap(({ id }) => (open.has(id) ? [] : [id])));
  const isBound = isBoundIn(caller, Prisma.sql`TRUE`);
  const allowed = granted
    .filter(({ id }) => inPart.has(id))
    .map(({ id, patterns, schemes }) => grantedSql(id, patterns, schemes));
  const groups: EntryGroup[] = [
    everything(managers.filter(({ id }) => open.has(id))),
    {
      managers: managers.filter(({ id }) => inPart.has(id)),
      narrowings: [{ is: Prisma.sql`(${Prisma.join([isBound, ...allowed], ' OR ')})` }],
    },
    {
      managers: managers.filter(({ id }) => !open.has(id) && !inPart.has(id)),
      narrowings: [await boundIn(caller, Prisma.sql`TRUE`)],
    },
  ];
  const some = groups.filter((group) => group.managers.length > 0);
  return some.length > 0 ? some : [everything([])];
}

function everything(managers: readonly ManagerOfEntries[]): EntryGroup {
  return { managers, narrowings: [] };
}

async function grantsOf(projectIds: readonly string[]) {
  const rows = await database().secretManagerProject.findMany({
    where: { projectId: { in: [...projectIds] } },
    include: { secretManager: { select: { provider: true } } },
  });
  return rows.map(({ secretManagerId, patterns, secretManager }) => ({
    id: secretManagerId,
    patterns,
    schemes: schemesOf(secretManager.provider),
  }));
}

function isOpen(patterns: readonly string[], schemes: readonly string[]): boolean {
  return isOpenFor(patternSet(patterns), schemes);
}

function grantedSql(
  secretManagerId: string,
  texts: readonly string[],
  schemes: readonly string[],
): Prisma.Sql {
  const isOfManager = Prisma.sql`entry.secret_manager_id = ${secretManagerId}`;
  const set = patternSet(texts);
  if (isOpenFor(set, schemes)) return isOfManager;
  const ofSchemes = schemes.map((scheme) => {
    const allowed = set.isAny(scheme) ? Prisma.sql`TRUE` : schemeSql(texts, scheme);
    return Prisma.sql`(starts_with(entry.reference, ${`${scheme}://`}) AND ${allowed})`;
  });
  return Prisma.sql`(${isOfManager} AND (${Prisma.join([Prisma.sql`FALSE`, ...ofSchemes], ' OR ')}))`;
}

function schemeSql(texts: readonly string[], scheme: string): Prisma.Sql {
  const patterns = likePatterns(texts, scheme);
  const exact = patterns.flatMap((pattern) => pattern.exact ?? []);
  // What stands for one reference by ids is compared as a whole: there may be thousands.
  const others = patterns.filter(({ exact: text, isById }) => !text || !isById);
  const conditions = [Prisma.sql`${bound} = ANY(${exact}::text[])`, ...others.map(patternSql)];
  return Prisma.sql`(${Prisma.join(conditions, ' OR ')})`;
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
