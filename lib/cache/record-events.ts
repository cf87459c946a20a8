import { clock } from '@/lib/platform/clock';
import type { Transaction } from '@/lib/platform/database';
import type { EventKind } from './event';

const now = () => new Date(clock().now()).toISOString();

/** Writes that somebody refreshed or cleared entries, in the transaction of it. Before rows are deleted. */
export async function recordEntryEvents(
  tx: Transaction,
  keys: readonly string[],
  { kind, by }: { kind: 'refreshed' | 'cleared'; by: string },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO cache_event (id, subject, slot, secret_manager_id, reference, kind, at, since, by)
    SELECT gen_random_uuid()::text, subject, gen_random_uuid()::text, secret_manager_id, reference, ${kind}::text,
           ${now()}::timestamptz AT TIME ZONE 'UTC', ${now()}::timestamptz AT TIME ZONE 'UTC', ${by}::text
    FROM cache_entry WHERE key = ANY(${[...keys]}::text[]) AND subject <> ''`;
}

/** Writes what befell all entries of a secret manager at once: it stands in the timeline of each. */
export async function recordManagerEvent(
  tx: Transaction,
  managerId: string,
  { kind, by }: { kind: 'cleared' | 'token_replaced'; by: string },
): Promise<void> {
  await recordReferenceEvents(tx, [{ managerId, reference: '' }], { kind, by });
}

interface BoundColumns {
  secretManagerId: string | null;
  reference: string | null;
}

/** Writes that references were bound in a connection. */
export async function recordBound(
  tx: Transaction,
  fields: readonly BoundColumns[],
  { connection, by }: { connection: string; by: string },
): Promise<void> {
  await recordAllBound(tx, [{ connection, fields }], by);
}

/** The same for many connections, in one statement; `kind` where they were bound by following a name. */
export async function recordAllBound(
  tx: Transaction,
  changes: readonly { connection: string; fields: readonly BoundColumns[] }[],
  by: string,
  kind: 'bound' | 'followed_name' = 'bound',
): Promise<void> {
  const bound = changes.flatMap(({ connection: detail, fields }) =>
    fields.flatMap(({ secretManagerId: managerId, reference }) =>
      managerId && reference ? [{ managerId, reference, detail }] : [],
    ),
  );
  await recordReferenceEvents(tx, bound, { kind, by });
}

async function recordReferenceEvents(
  tx: Transaction,
  references: readonly { managerId: string; reference: string; detail?: string }[],
  { kind, by }: { kind: EventKind; by: string },
): Promise<void> {
  if (references.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO cache_event (id, subject, slot, secret_manager_id, reference, kind, at, since, by, detail)
    SELECT gen_random_uuid()::text, md5(manager || ' ' || reference), gen_random_uuid()::text, manager, reference, ${kind}::text,
           ${now()}::timestamptz AT TIME ZONE 'UTC', ${now()}::timestamptz AT TIME ZONE 'UTC', ${by}::text, detail
    FROM unnest(${references.map(({ managerId }) => managerId)}::text[],
                ${references.map(({ reference }) => reference)}::text[],
                ${references.map(({ detail }) => detail ?? null)}::text[]) AS bound (manager, reference, detail)`;
}
