import type { Call } from './api-client';

/** Everything that a refused change must leave as it was: ids and revisions of all lists, and the audit's events. */
export async function savedThings(asAdmin: Call): Promise<Record<string, string[]>> {
  const lists = ['secret-managers', 'connections', 'api-keys', 'users', 'projects', 'audit'];
  const read = await Promise.all(
    lists.map(async (list) => {
      const query = list === 'projects' ? '' : '?limit=200';
      const { body } = await asAdmin<{ items: Row[] }>('GET', `/api/v1/${list}${query}`);
      return [
        list,
        body.items.map(({ id, revision = 0, verb = '' }) => `${id} ${revision} ${verb}`),
      ] as const;
    }),
  );
  return Object.fromEntries(read);
}

interface Row {
  id: string;
  revision?: number;
  verb?: string;
}
