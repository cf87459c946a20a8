import type { Caller } from '@/lib/kernel/caller';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { noteFoundAgain } from '@/lib/secrets/found-again';
import { isSameName } from '@/lib/secrets/learned-names';
import type { BoundField } from './bound';
import { type NameChange, refreshNames } from './refresh-names';
import type { BindingStatus, BindingStatuses } from './scan-context';
import { isUnchangedSince } from './unchanged-since';

/** What a scan did, in fields. */
export interface Tally {
  fields: number;
  renamed: number;
  verified: number;
  broken: number;
  /** Could not be looked at: they stay as they were found before. */
  unknown: number;
}

const rowsAtOnce = 500;

/**
 * Writes down what a scan found. Renamed things are healed: the names shown change, the reference and the connection's
 * revision do not, so nothing cached is touched. References kept as written become ids. A field that somebody
 * re-bound meanwhile is left alone. One audit event for each connection that was healed. What was found although a read before
 * the scan had failed is asked for again by the next read.
 */
export async function writeLooks(
  caller: Caller,
  looks: BindingStatuses,
  { secretManagerId, beganAtMs }: { secretManagerId: string; beganAtMs: number },
): Promise<Tally> {
  const tally: Tally = { fields: looks.size, renamed: 0, verified: 0, broken: 0, unknown: 0 };
  const healed: NameChange[] = [];
  for (const [field, look] of looks) {
    if (look.kind === 'unknown') tally.unknown += 1;
    else if (look.kind !== 'fine') tally.broken += 1;
    else if (!field.isVerified) {
      tally.verified += 1;
      healed.push({ field, look });
    } else if (!isSameName(field.titles, look.titles)) {
      tally.renamed += 1;
      healed.push({ field, look });
    }
  }
  await refreshNames(caller, healed);
  await writeFindings(looks);
  await writeMembers(looks);
  const fine = [...looks].filter(([, look]) => look.kind === 'fine');
  await noteFoundAgain(
    secretManagerId,
    fine.map(([{ text }]) => ({ text, atMs: beganAtMs })),
  );
  return tally;
}

/** Rows that say the same as before are not written again, so that a quiet scan writes nothing. */
async function writeFindings(looks: BindingStatuses): Promise<void> {
  const rows = [...looks].flatMap(([field, look]) => {
    const row = rowOf(field, look);
    return row && isNews(field, row) ? [row] : [];
  });
  const now = new Date(clock().now()).toISOString();
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const json = JSON.stringify(rows.slice(at, at + rowsAtOnce));
    await database().$executeRaw`
      INSERT INTO binding_finding AS known
        (field_id, kind, since, checked_at, item_updated_at, field_type, candidates)
      SELECT field.id, found.kind, ${now}::timestamptz AT TIME ZONE 'UTC', ${now}::timestamptz AT TIME ZONE 'UTC',
             found.item_updated_at, found.field_type, found.candidates
      FROM jsonb_to_recordset(${json}::jsonb) AS found(
        field_id text, reference text, kind text, item_updated_at text, field_type text, candidates jsonb)
      JOIN connection_field field ON field.id = found.field_id AND field.reference = found.reference
      ON CONFLICT (field_id) DO UPDATE SET
        since = CASE WHEN known.kind = EXCLUDED.kind THEN known.since ELSE EXCLUDED.since END,
        kind = EXCLUDED.kind, checked_at = EXCLUDED.checked_at, item_updated_at = EXCLUDED.item_updated_at,
        field_type = COALESCE(EXCLUDED.field_type, known.field_type), candidates = EXCLUDED.candidates`;
  }
}

/** What the service knows members by now, quietly: nobody sees it. */
async function writeMembers(looks: BindingStatuses): Promise<void> {
  const rows = [...looks].flatMap(([field, look]) =>
    look.kind === 'fine' && look.memberId !== undefined && look.memberId !== field.memberId
      ? [{ field_id: field.id, reference: look.reference, member_id: look.memberId }]
      : [],
  );
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const json = JSON.stringify(rows.slice(at, at + rowsAtOnce));
    await database().$executeRaw`
      UPDATE connection_field AS field SET member_id = found.member_id
      FROM jsonb_to_recordset(${json}::jsonb) AS found(field_id text, reference text, member_id text)
      WHERE field.id = found.field_id AND field.reference = found.reference`;
  }
}

function rowOf(field: BoundField, look: BindingStatus) {
  switch (look.kind) {
    case 'unknown':
      return undefined;
    case 'fine':
      return {
        field_id: field.id,
        reference: look.reference,
        kind: look.kind,
        item_updated_at: look.itemUpdatedAt,
        field_type: look.fieldType,
        candidates: [],
      };
    default:
      return {
        field_id: field.id,
        reference: field.text,
        kind: look.kind,
        item_updated_at: null,
        field_type: null,
        candidates: look.candidates,
      };
  }
}

function isNews({ finding }: BoundField, row: NonNullable<ReturnType<typeof rowOf>>): boolean {
  // What is broken is written each time: what could be bound instead may be another now.
  if (row.kind !== 'fine' || finding?.kind !== 'fine') return true;
  return !isUnchangedSince(finding, row.item_updated_at ?? '');
}
