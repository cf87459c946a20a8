import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { once } from '@/lib/platform/singleton';

/** What one API key read of one connection since the last writing. */
interface Use {
  reads: number;
  failures: number;
  lastAtMs: number;
}

/** By connection, then by API key. */
type Uses = Map<string, Map<string, Use>>;

const uses = () => once<Uses>('connection-use', () => new Map());

const dayMs = 24 * 3_600_000;
const keptForMs = 90 * dayMs;
// The embedded database does one thing at a time: others get their turn in between.
const mostAtOnce = 500;

/** Counts one read of a connection by an API key. In memory until `flushConnectionUse`: it is on the way of every read. */
export function countConnectionRead(connectionId: string, apiKeyId: string, atMs: number): void {
  const use = useOf(connectionId, apiKeyId);
  use.reads += 1;
  use.lastAtMs = atMs;
}

/** Counts one read that gave nothing: a field could not be resolved, or the connection is disabled. */
export function countConnectionFailure(connectionId: string, apiKeyId: string, atMs: number): void {
  const use = useOf(connectionId, apiKeyId);
  use.failures += 1;
  use.lastAtMs = atMs;
}

function useOf(connectionId: string, apiKeyId: string): Use {
  const all = uses();
  let byKey = all.get(connectionId);
  if (!byKey) {
    byKey = new Map();
    all.set(connectionId, byKey);
  }
  let use = byKey.get(apiKeyId);
  if (!use) {
    use = { reads: 0, failures: 0, lastAtMs: 0 };
    byKey.set(apiKeyId, use);
  }
  return use;
}

interface Row extends Use {
  connectionId: string;
  apiKeyId: string;
}

/** Adds what was counted to the days of their last read, whatever other processes add. What fails to be written is written next time. */
export async function flushConnectionUse(): Promise<void> {
  const rows = take();
  while (rows.length > 0) {
    const some = rows.splice(0, mostAtOnce);
    try {
      await write(some);
    } catch (error) {
      for (const row of [...some, ...rows]) giveBack(row);
      throw error;
    }
  }
}

function take(): Row[] {
  const all = uses();
  const rows = [...all].flatMap(([connectionId, byKey]) =>
    [...byKey].map(([apiKeyId, use]) => ({ connectionId, apiKeyId, ...use })),
  );
  all.clear();
  // Ordered, so that two processes never wait for each other's rows.
  return rows.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}

function nameOf({ connectionId, apiKeyId }: Row): string {
  return `${connectionId} ${apiKeyId}`;
}

function giveBack({ connectionId, apiKeyId, reads, failures, lastAtMs }: Row): void {
  const use = useOf(connectionId, apiKeyId);
  use.reads += reads;
  use.failures += failures;
  use.lastAtMs = Math.max(use.lastAtMs, lastAtMs);
}

/** Of connections that are gone meanwhile nothing is kept. Only what gave something is a last read. */
async function write(rows: readonly Row[]): Promise<void> {
  const iso = (ms: number) => new Date(ms).toISOString();
  await database().$executeRaw`
    WITH counted AS (
      SELECT counted.connection_id, counted.api_key_id, counted.day::timestamptz AT TIME ZONE 'UTC' AS day, counted.reads,
             counted.failures, counted.at::timestamptz AT TIME ZONE 'UTC' AS at
      FROM unnest(${rows.map(({ connectionId }) => connectionId)}::text[], ${rows.map(({ apiKeyId }) => apiKeyId)}::text[],
                  ${rows.map(({ lastAtMs }) => iso(Math.floor(lastAtMs / dayMs) * dayMs))}::text[],
                  ${rows.map(({ reads }) => reads)}::int[], ${rows.map(({ failures }) => failures)}::int[],
                  ${rows.map(({ lastAtMs }) => iso(lastAtMs))}::text[])
        AS counted (connection_id, api_key_id, day, reads, failures, at)
      JOIN connection ON connection.id = counted.connection_id
      ORDER BY 1, 2),
    latest AS (
      UPDATE connection SET last_read_at = GREATEST(connection.last_read_at, read.at)
      FROM (SELECT connection_id, max(at) AS at FROM counted WHERE reads > 0 GROUP BY connection_id) AS read
      WHERE connection.id = read.connection_id)
    INSERT INTO connection_use AS kept (connection_id, api_key_id, day, reads, failures, last_read_at)
    SELECT connection_id, api_key_id, day, reads, failures, at FROM counted
    ON CONFLICT (connection_id, api_key_id, day) DO UPDATE SET
      reads = kept.reads + EXCLUDED.reads, failures = kept.failures + EXCLUDED.failures,
      last_read_at = GREATEST(kept.last_read_at, EXCLUDED.last_read_at)`;
}

/** Drops what is older than 90 days. */
export async function trimConnectionUse(): Promise<void> {
  const before = new Date(clock().now() - keptForMs);
  await database().connectionUse.deleteMany({ where: { day: { lt: before } } });
}
