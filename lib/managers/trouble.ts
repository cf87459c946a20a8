import { reachedBy } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import { isErrorCode } from '@/lib/kernel/error-codes';
import { byName } from '@/lib/kernel/page';
import { database } from '@/lib/platform/database';
import { translate } from '@/lib/platform/language';
import { presentManager, viewIncludes } from './present';
import type { ManagerView } from './schema';
import { isTroubled, isWell, type ManagerStatus, statusOf, wellStatuses } from './status';

/** A secret manager that cannot be asked now: what is cached may serve for a while, what is not fails. */
export interface ManagerTrouble {
  secretManagerId: string;
  name: string;
  status: ManagerStatus;
  /** Why, for people. */
  message: string;
  since: string;
}

/** Those of the caller's reach, by name: the one answer to which secret managers are in trouble. From their records. */
export async function troubledManagers(caller: Caller): Promise<ManagerTrouble[]> {
  const rows = await database().secretManager.findMany({
    where: {
      AND: [reachedBy(caller), { OR: [{ status: { notIn: [...wellStatuses] } }, { breaker: {} }] }],
    },
    include: viewIncludes,
    orderBy: [...byName],
  });
  return rows.flatMap((row) => troubleOf(presentManager(row, caller)) ?? []);
}

/** What a secret manager's view tells of its trouble; undefined: it is in none. */
function troubleOf(view: ManagerView): ManagerTrouble | undefined {
  if (!isTroubled(view)) return undefined;
  const { id: secretManagerId, name, status, statusSince: since, breaker } = view;
  const because = breaker.reason && isErrorCode(breaker.reason) ? breaker.reason : 'provider_unavailable';
  const isTold = !isWell(status);
  return {
    secretManagerId,
    name,
    // Another process may have paused it before the status was written.
    status: isTold ? status : (statusOf(because) ?? 'unreachable'),
    message: (isTold && view.statusMessage) || translate({ code: because }),
    since,
  };
}
