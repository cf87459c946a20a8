import { reachedBySql } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { cursorOf, placeIn } from '@/lib/kernel/cursor';
import { cut, type Page } from '@/lib/kernel/page';
import { database } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { brokenFields } from './broken';
import { type PlaceView, placesInputSchema } from './used-by-schema';

/**
 * The vaults and environments of a secret manager that connections are bound in, or the items of one of them, by title, with how much
 * is bound there. Counts what the caller's projects reach. From stored rows alone. Throws `forbidden`, `invalid_input`.
 */
export const listPlaces = verb({
  name: 'listPlaces',
  right: 'connection:read',
  input: placesInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<Page<PlaceView>> => {
    const { limit, cursor, secretManagerId, vault } = input;
    const name = vault === undefined ? 'vault' : 'item';
    // An item is named within its vault.
    const id =
      vault === undefined
        ? Prisma.sql`field.container_key`
        : Prisma.sql`substr(field.unit_key, length(field.container_key) + 2)`;
    const [lastTitle = '', lastId = ''] = cursor === undefined ? [] : placeIn(cursor, 2);
    const rows = await database().$queryRaw<(PlaceView & { sortTitle: string })[]>`
      WITH broken AS (${brokenFields({ secretManagerId })}), place AS (
        SELECT ${id} AS id,
               CASE WHEN ${name} = 'item' THEN 'item'
                    WHEN bool_or(field.unit_key = field.container_key) THEN 'environment' ELSE 'vault' END AS kind,
               max(coalesce(field.shown_names ->> ${name}, ${id})) AS title,
               count(DISTINCT field.unit_key)::int AS items,
               count(DISTINCT field.connection_id)::int AS connections,
               count(*)::int AS fields,
               count(broken.id)::int AS broken
        FROM connection_field field
        JOIN connection ON connection.id = field.connection_id
        LEFT JOIN broken ON broken.id = field.id
        WHERE field.secret_manager_id = ${secretManagerId} AND field.reference IS NOT NULL
          AND ${vault === undefined ? Prisma.sql`TRUE` : Prisma.sql`field.container_key = ${vault} AND field.unit_key <> field.container_key`}
          AND ${reachedBySql(caller)}
        GROUP BY 1)
      SELECT place.*, natural_key(title) AS "sortTitle" FROM place
      WHERE ${cursor === undefined} OR (natural_key(title) COLLATE "C", id) > (${lastTitle}, ${lastId})
      ORDER BY natural_key(title) COLLATE "C", id
      LIMIT ${limit + 1}::int`;
    return cut(
      rows,
      limit,
      ({ sortTitle: _sort, ...place }) => place,
      ({ sortTitle, id }) => cursorOf([sortTitle, id]),
    );
  },
});
