import { textOfSecret } from '@/lib/kernel/secret-value';
import { database } from '@/lib/platform/database';
import { isLoading } from '@/lib/secrets/single-flight';
import { createConnection } from '../create';
import { resolveConnection } from '../resolve';
import { admin, ofTeam, workload } from './callers';
import type { Desk } from './desk';

let connections = 0;

/** A connection of the team, of an app of its own, with fields bound to these references. Returns its key. */
export async function bind(
  desk: Pick<Desk, 'manager'>,
  references: Readonly<Record<string, string>>,
): Promise<string> {
  connections += 1;
  const key = `app-${connections}`;
  await createConnection({
    caller: admin,
    input: {
      key,
      name: key,
      app: 'custom',
      ...ofTeam,
      fields: Object.fromEntries(
        Object.entries(references).map(([name, reference]) => [
          name,
          { secretManagerId: desk.manager.id, reference },
        ]),
      ),
    },
  });
  return key;
}

/** What a workload gets. */
export async function valuesOf(key: string): Promise<Record<string, string>> {
  const { fields } = await resolveConnection({ caller: workload, input: { key } });
  return JSON.parse(textOfSecret(fields));
}

/** Waits until a refusal that is being confirmed was, so that it counts. */
export async function untilConfirmed({ manager }: { manager: { id: string } }): Promise<void> {
  const entries = await database().cacheEntry.findMany({ where: { secretManagerId: manager.id } });
  while (entries.some(({ key }) => isLoading(key))) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Where a field of a connection came from. */
export async function sourceOf(key: string, name: string) {
  const { sources } = await resolveConnection({ caller: workload, input: { key } });
  return JSON.parse(sources)[name];
}
