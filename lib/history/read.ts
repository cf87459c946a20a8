import { database } from '@/lib/platform/database';

/** Numbers by measure, as stored. */
export type Totals = ReadonlyMap<string, number>;

export interface StoredHistory {
  /** By the step's beginning, milliseconds since the epoch. */
  byStep: ReadonlyMap<number, Totals>;
  byManager: ReadonlyMap<string, Totals>;
}

/**
 * What the rollups hold of secret managers between two times (milliseconds; `stepMs` a whole number of the buckets
 * kept for such a range), summed by step and by secret manager.
 */
export async function readRollups(
  managerIds: readonly string[],
  { fromMs, toMs, stepMs }: { fromMs: number; toMs: number; stepMs: number },
): Promise<StoredHistory> {
  const rows = await database().$queryRaw<
    { manager: string | null; step: bigint | null; measure: string; total: bigint }[]
  >`
    SELECT secret_manager_id AS manager, step, measure, SUM(total)::bigint AS total
    FROM (
      SELECT secret_manager_id, measure, total,
             (floor(extract(epoch FROM starts_at) * 1000 / ${stepMs}::bigint) * ${stepMs}::bigint)::bigint AS step
      FROM history_rollup
      WHERE secret_manager_id = ANY(${[...managerIds]}::text[])
        AND starts_at >= ${new Date(fromMs).toISOString()}::timestamptz AT TIME ZONE 'UTC'
        AND starts_at < ${new Date(toMs).toISOString()}::timestamptz AT TIME ZONE 'UTC'
    ) AS kept
    GROUP BY GROUPING SETS ((step, measure), (secret_manager_id, measure))`;
  const byStep = new Map<number, Map<string, number>>();
  const byManager = new Map<string, Map<string, number>>();
  for (const { manager, step, measure, total } of rows) {
    if (manager === null) put(byStep, Number(step), measure, Number(total));
    else put(byManager, manager, measure, Number(total));
  }
  return { byStep, byManager };
}

function put<Key>(map: Map<Key, Map<string, number>>, key: Key, measure: string, total: number): void {
  const totals = map.get(key) ?? new Map<string, number>();
  totals.set(measure, total);
  map.set(key, totals);
}
