import { z } from 'zod';
import type { AccessKind } from '@/lib/kernel/access-kinds';
import type { AccessEvent } from '@/lib/providers/access-event';
import type { FeedChange } from '@/lib/providers/change-feed';

// Events API reference, version 2. What else an answer holds is not looked at.
export const introspectionSchema = z.object({
  account_uuid: z.string().min(1).max(64),
  features: z.array(z.string()),
});

const event = { uuid: z.string().min(1).max(64), timestamp: z.string() };
export const usageSchema = z.object({
  ...event,
  action: z.string(),
  vault_uuid: z.string(),
  item_uuid: z.string(),
});
export const auditSchema = z.object({
  ...event,
  action: z.string(),
  object_type: z.string(),
  object_uuid: z.string(),
});
export const pageSchema = z.object({
  cursor: z.string().min(1).max(8_192),
  has_more: z.boolean(),
  items: z.array(z.unknown()),
});

/** What one event tells. */
export interface ToldEvent {
  change?: FeedChange;
  access?: AccessEvent;
  containerKey?: string;
}

const changingActions = ['server-update', 'server-create'];

/** An item usage: a change where a server noted one; all else, our own `server-fetch` with it, is none. */
export function toldByUsage(item: unknown): ToldEvent {
  const read = usageSchema.safeParse(item).data;
  if (!read) return {};
  const containerKey = keyOf(read.vault_uuid);
  if (!changingActions.includes(read.action)) return { containerKey };
  const unitKey = `${containerKey}/${keyOf(read.item_uuid)}`;
  return { containerKey, change: { id: read.uuid, atMs: timeOf(read.timestamp), containerKey, unitKey } };
}

/** Events of access by what they are about and what was done. `uva` and `gva`: who may see a vault, people and groups. */
const vaultAccess: Record<string, AccessKind> = {
  grant: 'vault_access_granted',
  update: 'vault_access_changed',
  revoke: 'vault_access_revoked',
};
const accessKinds: Record<string, Record<string, AccessKind>> = {
  uva: vaultAccess,
  gva: vaultAccess,
  vault: { delete: 'vault_deleted' },
  sa: {
    create: 'service_account_changed',
    update: 'service_account_changed',
    delete: 'service_account_deleted',
  },
  satoken: {
    create: 'account_token_created',
    rename: 'account_token_changed',
    update: 'account_token_changed',
    revoke: 'account_token_revoked',
    expire: 'account_token_expired',
    delete: 'account_token_deleted',
  },
};

/** An audit event: of changed items it names the vault alone, as it does of access. */
export function toldByAudit(item: unknown): ToldEvent {
  const read = auditSchema.safeParse(item).data;
  if (!read) return {};
  const kind = accessKinds[read.object_type]?.[read.action];
  if (kind) return { access: accessOf(read, kind) };
  if (read.action !== 'patch' || read.object_type !== 'items') return {};
  const containerKey = keyOf(read.object_uuid);
  return { containerKey, change: { id: read.uuid, atMs: timeOf(read.timestamp), containerKey } };
}

function accessOf(read: z.output<typeof auditSchema>, kind: AccessKind): AccessEvent {
  const isOfAccount = read.object_type === 'sa' || read.object_type === 'satoken';
  const atMs = timeOf(read.timestamp);
  return { id: read.uuid, kind, atMs, ...(isOfAccount ? {} : { containerKey: keyOf(read.object_uuid) }) };
}

/** Ids come in both cases, and references have them in small letters. */
function keyOf(id: string): string {
  return id.toLowerCase();
}

/** A time that cannot be read is that of long ago: the change counts, and no delay is made of it. */
function timeOf(text: string): number {
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? 0 : atMs;
}
