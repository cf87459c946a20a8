import { verb } from '@/lib/access/verb';
import { database } from '@/lib/platform/database';
import { findConnectionToChange } from './find';
import { findRestore } from './find-restore';
import { changesBetween } from './version-changes';
import { type RestorePreview, versionInputSchema } from './version-schema';

/**
 * What restoring a version would change, what it cannot bring back and what it would delete. For those who may change the
 * connection. Changes nothing and asks no secret manager. Throws `forbidden`, `not_found`, `invalid_input`.
 */
export const previewRestore = verb({
  name: 'previewRestore',
  right: 'connection:write',
  input: versionInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<RestorePreview> => {
    const row = await findConnectionToChange(database(), caller, input.key);
    const { now, plan } = await findRestore(caller, row, input.version);
    const { asks, stays, loses, isKeyTaken, isEnvironmentLost, goneProjects } = plan;
    const changes = changesBetween(now, plan.after, caller);
    return {
      revision: row.revision,
      changes,
      asks,
      stays,
      loses,
      isKeyTaken,
      isEnvironmentLost,
      goneProjects,
    };
  },
});
