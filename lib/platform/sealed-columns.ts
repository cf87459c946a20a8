import type { Transaction } from './database';
import { Prisma } from './prisma-client/client';

/** Every column that holds an envelope of lib/crypto. A test compares them with the database. */
export const sealedColumns = [
  { table: 'secret_manager', column: 'sealed_credential' },
  { table: 'manager_feed', column: 'sealed_token' },
  { table: 'connection_field', column: 'sealed_literal' },
  { table: 'connection_field', column: 'sealed_text' },
  { table: 'connection_version', column: 'sealed_state' },
  { table: 'cache_entry', column: 'sealed_value' },
] as const;

export const sealedTables = [
  'secret_manager',
  'manager_feed',
  'connection_field',
  'connection_version',
  'cache_entry',
] as const satisfies SealedTable[];

/** Those of them that an earlier release may have sealed in version 1. */
export const tablesOfBefore = [
  'secret_manager',
  'connection_field',
  'cache_entry',
] as const satisfies SealedTable[];

export type SealedTable = (typeof sealedColumns)[number]['table'];

/** How many envelopes of a table are sealed under a key, by the key's id in hex. */
export interface SealedCount {
  table: SealedTable;
  keyId: string;
  count: number;
}

/** Counts all envelopes by key, or those of the given tables. Reads their heads alone and opens nothing. */
export async function countSealed(
  client: Pick<Transaction, '$queryRaw'>,
  tables: readonly SealedTable[] = sealedTables,
): Promise<SealedCount[]> {
  const parts = sealedColumns
    .filter(({ table }) => tables.includes(table))
    .map(
      // Byte 1 is the version, then comes the key's id (docs/decisions/0010).
      ({ table, column }) => Prisma.sql`
        SELECT ${table}::text AS "table", encode(substring(${Prisma.raw(column)} from 2 for 8), 'hex') AS "keyId"
        FROM ${Prisma.raw(table)} WHERE ${Prisma.raw(column)} IS NOT NULL`,
    );
  return client.$queryRaw<SealedCount[]>`
    SELECT "table", "keyId", count(*)::int AS count
    FROM (${Prisma.join(parts, ' UNION ALL ')}) sealed GROUP BY "table", "keyId"`;
}

/** How many envelopes of version 1 each table holds, which are bound to no version of their row. Opens nothing. */
export async function countUnversioned(client: Pick<Transaction, '$queryRaw'>): Promise<Map<string, number>> {
  const parts = sealedColumns.map(
    ({ table, column }) => Prisma.sql`
      SELECT ${table}::text AS "table" FROM ${Prisma.raw(table)}
      WHERE substring(${Prisma.raw(column)} from 1 for 1) = decode('01', 'hex')`,
  );
  const rows = await client.$queryRaw<{ table: string; count: number }[]>`
    SELECT "table", count(*)::int AS count FROM (${Prisma.join(parts, ' UNION ALL ')}) sealed GROUP BY "table"`;
  return new Map(rows.map(({ table, count }) => [table, count]));
}
