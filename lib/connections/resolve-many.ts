import { verb } from '@/lib/access/verb';
import { asLatchkeyError, errorLike, type LatchkeyError } from '@/lib/kernel/errors';
import { type ResolvedConnection, resolveConnection } from './resolve';
import { resolveManyInputSchema } from './schema';

/** One connection of several: resolved, or why it is not. */
export type ResolvedOne =
  | { ok: true; connection: ResolvedConnection }
  | { ok: false; key: string; error: LatchkeyError };

/**
 * Up to a hundred connections at once, each as `resolveConnection` gives it, in the order asked. What several need is read once,
 * and what has to be read of one secret manager leaves together. `all`: one that fails fails the whole call with its cause, its
 * key in `details.connection`; `each`: it is an error in its place.
 */
export const resolveConnections = verb({
  name: 'resolveConnections',
  right: 'value:resolve',
  input: resolveManyInputSchema,
  audit: ['connection.followed_name', 'connection.variables_changed'],
  run: async ({ caller, input }): Promise<{ results: ResolvedOne[] }> => {
    const resolveOne = (key: string): Promise<ResolvedOne> =>
      resolveConnection({ caller, input: { key } }).then(
        (connection) => ({ ok: true, connection }),
        (error: unknown) => ({ ok: false, key, error: asLatchkeyError(error) }),
      );
    const byKey = new Map([...new Set(input.keys)].map((key) => [key, resolveOne(key)]));
    const results = await Promise.all(input.keys.flatMap((key) => byKey.get(key) ?? []));
    const failed = results.find((result) => !result.ok);
    if (input.mode === 'all' && failed && !failed.ok) {
      const { key, error } = failed;
      throw errorLike(error, { details: { ...error.details, connection: key } });
    }
    return { results };
  },
});
