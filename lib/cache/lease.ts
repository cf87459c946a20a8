import { database } from '@/lib/platform/database';
import { ifAttached } from '@/lib/platform/if-attached';
import { processId } from '@/lib/platform/invalidation';
import { once } from '@/lib/platform/singleton';

// Leases of processes with other settings may last longer.
const mostAheadMs = 20 * 60_000;

/**
 * Takes the leases of keys that nobody reads just now, so that of many processes one asks the provider. A lease ends by
 * itself after `forMs` by the database's clock, should its holder die. Returns the keys taken: all of them while the database is
 * away, when each process asks for itself.
 */
export function takeLeases(keys: readonly string[], forMs: number): Promise<Set<string>> {
  return ifAttached(
    () => leasesOf(keys, forMs),
    () => new Set(keys),
  );
}

/** The leases that this process has, or is taking, each with a mark of that taking. */
const own = () => once('own-leases', () => new Map<string, symbol>());

async function leasesOf(keys: readonly string[], forMs: number): Promise<Set<string>> {
  // One of this process that it does not know of was taken or given back while the database did not answer: nobody uses it.
  const unknown = keys.filter((key) => !own().has(key));
  for (const key of unknown) own().set(key, Symbol());
  let taken = new Set<string>();
  try {
    const rows = await database().$queryRaw<{ key: string }[]>`
      INSERT INTO read_lease AS lease (key, holder, expires_at)
      SELECT key, ${processId()}, (now() + ${forMs}::int * interval '1 millisecond') AT TIME ZONE 'UTC'
      FROM unnest(${[...keys].sort()}::text[]) AS key
      ON CONFLICT (key) DO UPDATE SET holder = EXCLUDED.holder, expires_at = EXCLUDED.expires_at
      -- One that ends later than any can was taken before the database's clock was set back.
      WHERE (lease.expires_at < now() AT TIME ZONE 'UTC'
             OR lease.expires_at > (now() + ${forMs + mostAheadMs}::int * interval '1 millisecond') AT TIME ZONE 'UTC'
             OR lease.holder = EXCLUDED.holder AND lease.key = ANY(${unknown}::text[]))
      RETURNING key`;
    taken = new Set(rows.map(({ key }) => key));
    for (const key of taken) own().set(key, Symbol());
    return taken;
  } finally {
    for (const key of unknown) if (!taken.has(key)) own().delete(key);
  }
}

/** Gives leases back. */
export async function dropLeases(keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const marks = keys.map((key) => [key, own().get(key)] as const);
  await ifAttached(
    () => database().readLease.deleteMany({ where: { key: { in: [...keys] }, holder: processId() } }),
    () => undefined,
  ).finally(() => {
    // It may have been taken again since it was given back.
    for (const [key, mark] of marks) if (own().get(key) === mark) own().delete(key);
  });
}
