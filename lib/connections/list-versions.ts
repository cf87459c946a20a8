import { verb } from '@/lib/access/verb';
import type { Caller } from '@/lib/kernel/caller';
import type { Page } from '@/lib/kernel/page';
import { may } from '@/lib/kernel/permissions';
import { database } from '@/lib/platform/database';
import { findConnectionRow } from './find';
import { type Version, versionsOf } from './keep-versions';
import { changesBetween } from './version-changes';
import { type VersionView, versionsInputSchema } from './version-schema';

/**
 * The history of a connection, the newest version first, each with what differs from the one before. The cursor is a
 * version's number. Throws `forbidden`, `not_found`, `invalid_input`.
 */
export const listVersions = verb({
  name: 'listVersions',
  right: 'connection:read',
  input: versionsInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<Page<VersionView>> => {
    const { key, limit, cursor } = input;
    const row = await findConnectionRow(database(), caller, key);
    const versions = await versionsOf(database(), row);
    const newest = versions[0]?.number;
    const seen = versions.flatMap((version, index) =>
      isSeen(caller, version)
        ? [presentVersion(caller, version, versions[index + 1], version.number === newest)]
        : [],
    );
    const rest = cursor === undefined ? seen : seen.filter(({ number }) => number < cursor);
    const items = rest.slice(0, limit);
    return {
      items,
      total: seen.length,
      nextCursor: rest.length > limit ? String(items.at(-1)?.number ?? '') : null,
    };
  },
});

/** A version is for those who could see the connection as it was: its secrets were named for them alone. */
export function isSeen(caller: Caller, { state }: Version): boolean {
  return may(caller, 'connection:read', state);
}

function presentVersion(
  caller: Caller,
  version: Version,
  before: Version | undefined,
  isCurrent: boolean,
): VersionView {
  const { number, at, cause, actorKind, actorLabel, restoredFrom, state } = version;
  const isFollowing = before?.number === number - 1 && isSeen(caller, before);
  return {
    number,
    at: at.toISOString(),
    cause,
    by: { kind: actorKind, label: actorLabel },
    restoredFrom,
    isCurrent,
    changes:
      isFollowing || cause === 'connection.created'
        ? changesBetween(isFollowing ? before.state : undefined, state, caller)
        : null,
  };
}
