import { verb } from '@/lib/access/verb';
import { LatchkeyError } from '@/lib/kernel/errors';
import { type Message, messageFor } from '@/lib/kernel/message';
import { database } from '@/lib/platform/database';
import { findConnectionToChange } from './find';
import { findRestore } from './find-restore';
import type { RestorePlan } from './restore-plan';
import { type ConnectionView, type FieldInput, updateInputSchema } from './schema';
import { saveConnection } from './update';
import { isSameState } from './version-changes';
import { restoreInputSchema, versionInputSchema } from './version-schema';
import type { VersionState } from './version-state';

/**
 * Makes a connection what it was in a version, as a new version, by every rule of saving: what is bound then is looked up
 * and must be granted now. What is not kept, such as a typed secret, has to be given in `fields`.
 * Throws `forbidden`, `not_found`, `invalid_input` (naming what is asked for), `conflict` (`revision`, or nothing differs),
 * and for a field what `bindFields` throws; nothing is changed then.
 */
export const restoreVersion = verb({
  name: 'restoreVersion',
  right: 'connection:write',
  input: versionInputSchema.extend({ restore: restoreInputSchema }),
  audit: ['connection.restored'],
  run: async ({ caller, input }): Promise<ConnectionView> => {
    const { fields: given, revision, saveUnverified } = input.restore;
    const before = await findConnectionToChange(database(), caller, input.key);
    const { now, plan } = await findRestore(caller, before, input.version);
    requireAnswers(plan, given);
    if (isSameState(now, plan.after) && Object.keys(given).length === 0) {
      throw new LatchkeyError('conflict', {
        says: messageFor('nothingToRestore', { number: input.version }),
      });
    }
    const fields = Object.entries({ ...plan.fields, ...given }).map(([name, field]) => [
      name,
      saveUnverified && field && 'secretManagerId' in field ? { ...field, saveUnverified } : field,
    ]);
    const patch = updateInputSchema.parse({
      ...settingsOf(now, plan),
      fields: Object.fromEntries(fields),
      ...(plan.environment === undefined ? {} : { environment: plan.environment }),
      ...(revision === undefined ? {} : { revision }),
    });
    return saveConnection(caller, before, patch, {
      verb: 'connection.restored',
      version: input.version,
      tags: plan.tags,
    });
  },
});

/** Key, name and access, where they differ. */
function settingsOf(now: VersionState, { key, name, access }: RestorePlan) {
  const isElsewhere =
    now.scope !== access.scope || now.projectIds.join() !== [...access.projectIds].sort().join();
  return {
    ...(now.key === key ? {} : { key }),
    ...(now.name === name ? {} : { name }),
    ...(isElsewhere ? access : {}),
  };
}

/** Everything that is asked for must be given, and nothing else can be. Throws `invalid_input`. */
function requireAnswers(
  { asks, stays }: RestorePlan,
  given: Readonly<Record<string, FieldInput | null>>,
): void {
  const wrong: [string, Message][] = [];
  for (const { field, reason } of asks) {
    if (field in given) continue;
    const key = reason === 'typed_secret' ? 'restoreNeedsSecret' : 'restoreNeedsBinding';
    wrong.push([field, messageFor(key)]);
  }
  const open = new Set([...asks.map(({ field }) => field), ...stays]);
  for (const field of Object.keys(given)) {
    if (!open.has(field)) wrong.push([field, messageFor('restoreAsksOthers')]);
  }
  if (wrong.length === 0) return;
  const fields = Object.fromEntries(wrong.map(([field, says]) => [`fields.${field}`, says]));
  throw new LatchkeyError('invalid_input', { fields });
}
