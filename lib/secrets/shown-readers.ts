import { reachedBy } from '@/lib/access/scope';
import { type Caller, keyLabelPrefix, systemCaller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';

/**
 * Of those who read or refreshed, by label, whom a caller may be told of: keys and people of the caller's own projects and
 * of the whole platform. Of a shared secret others read too, whose names are not told.
 */
export async function readersShown(
  caller: Caller,
  labels: readonly (string | null)[],
): Promise<(label: string | null) => string | null> {
  if (caller.projects === 'all') return (label) => label;
  const named = [...new Set(labels.flatMap((label) => label ?? []))];
  const keys = named.flatMap((label) =>
    label.startsWith(keyLabelPrefix) ? label.slice(keyLabelPrefix.length) : [],
  );
  const [ownKeys, ownPeople] = await Promise.all([
    database().apiKey.findMany({
      where: { name: { in: keys }, ...reachedBy(caller) },
      select: { name: true },
    }),
    database().user.findMany({
      where: {
        email: { in: named },
        OR: [{ role: 'admin' }, { projects: { some: { projectId: { in: [...caller.projects] } } } }],
      },
      select: { email: true },
    }),
  ]);
  const shown = new Set([
    caller.label,
    systemCaller.label,
    ...ownKeys.map(({ name }) => `${keyLabelPrefix}${name}`),
    ...ownPeople.map(({ email }) => email),
  ]);
  return (label) => (label !== null && shown.has(label) ? label : null);
}
