import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { database } from '@/lib/platform/database';
import { type Version, versionsOf } from './keep-versions';
import { isSeen } from './list-versions';
import type { ConnectionRow } from './present';
import { planRestore, type RestorePlan } from './restore-plan';
import { stateOf, type VersionState } from './version-state';

/** How a version of a connection would be restored now. Throws `not_found` where it is not kept or not for the caller. */
export async function findRestore(
  caller: Caller,
  row: ConnectionRow,
  number: number,
): Promise<{ now: VersionState; plan: RestorePlan }> {
  const versions = await versionsOf(database(), row);
  const version = versions.find((each) => each.number === number);
  if (!version || !isSeen(caller, version)) {
    throw new LatchkeyError('not_found', { says: messageFor('noSuchVersion', { key: row.key, number }) });
  }
  const now = stateOf(row);
  return { now, plan: planRestore(now, version.state, await surroundingsOf(row, version)) };
}

async function surroundingsOf(row: ConnectionRow, { state }: Version) {
  const bound = state.fields.flatMap((field) =>
    field.kind === 'bound' ? [field.secretManagerId ?? ''] : [],
  );
  const { secretManagerId } = state.environment ?? {};
  if (secretManagerId) bound.push(secretManagerId);
  const select = { id: true };
  const [managers, projects, owner] = await Promise.all([
    database().secretManager.findMany({ where: { id: { in: bound } }, select }),
    database().project.findMany({ where: { id: { in: state.projectIds } }, select }),
    database().connection.findUnique({ where: { key: state.key }, select }),
  ]);
  return {
    managerIds: new Set(managers.map(({ id }) => id)),
    projectIds: new Set(projects.map(({ id }) => id)),
    isKeyTaken: owner !== null && owner.id !== row.id,
  };
}
