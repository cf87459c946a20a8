import { newUpperId } from '../ids';
import type { Account, Happening } from '../model';
import type { EventRecord } from './event-log';

/** The streams of the service, by the feature that a token needs for each. */
export const streams = ['itemusages', 'auditevents'] as const;
export type Stream = (typeof streams)[number];

/** What a happening of the account is told as, by stream. Shapes as in the Events API reference, version 2. */
export function recordsOf(account: Account, happening: Happening): Record<Stream, EventRecord[]> {
  switch (happening.kind) {
    case 'item-created':
    case 'item-updated': {
      const { vault, item, version } = happening;
      const action = happening.kind === 'item-created' ? 'server-create' : 'server-update';
      return {
        itemusages: [usageOf(account, { vault, item, version, action })],
        auditevents: [auditOf(account, { action: 'patch', objectType: 'items', object: vault, info: '1' })],
      };
    }
    case 'items-changed':
      return only(
        auditOf(account, { action: 'patch', objectType: 'items', object: happening.vault, info: '1' }),
      );
    case 'vault-deleted':
      return only(auditOf(account, { action: 'delete', objectType: 'vault', object: happening.vault }));
    case 'vault-granted':
    case 'vault-withdrawn': {
      const action = happening.kind === 'vault-granted' ? 'grant' : 'revoke';
      const { vault, serviceAccount } = happening;
      return only(auditOf(account, { action, objectType: 'uva', object: vault, aux: serviceAccount }));
    }
    case 'token-revoked':
      return only(
        auditOf(account, { action: 'revoke', objectType: 'satoken', object: happening.serviceAccount }),
      );
  }
}

/** A use of an item: also one that a client made, such as `fill`, or a read by a server, `server-fetch`. */
export function usageOf(
  account: Account,
  { vault, item, version, action }: { vault: string; item: string; version: number; action: string },
): EventRecord {
  return {
    uuid: newUpperId(),
    timestamp: timeOf(account),
    used_version: version,
    vault_uuid: vault,
    item_uuid: item,
    action,
    user: { uuid: account.ownerUuid, name: 'Sandbox owner', email: 'owner@example.com', user_type: 'user' },
    client: { app_name: '1Password', app_version: '8', platform_name: 'Sandbox' },
    location: { country: 'CA', region: 'Ontario', city: 'Toronto' },
    account_uuid: account.uuid,
  };
}

function auditOf(
  account: Account,
  event: { action: string; objectType: string; object: string; aux?: string; info?: string },
): EventRecord {
  return {
    uuid: newUpperId(),
    timestamp: timeOf(account),
    actor_uuid: account.ownerUuid,
    action: event.action,
    object_type: event.objectType,
    object_uuid: event.object,
    ...(event.aux === undefined ? {} : { aux_uuid: event.aux }),
    ...(event.info === undefined ? {} : { aux_info: event.info }),
    session: { uuid: account.ownerUuid, login_time: timeOf(account) },
    location: { country: 'CA' },
    account_uuid: account.uuid,
  };
}

function only(record: EventRecord): Record<Stream, EventRecord[]> {
  return { itemusages: [], auditevents: [record] };
}

function timeOf(account: Account): string {
  return new Date(account.now()).toISOString();
}
