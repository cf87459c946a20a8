import type { AuditVerb, Subject } from '@/lib/kernel/audit-verbs';
import { groupBy } from '@/lib/kernel/group-by';
import { clock } from '@/lib/platform/clock';
import { type Transaction, transaction } from '@/lib/platform/database';
import { once } from '@/lib/platform/singleton';

const hourMs = 3_600_000;
/** Rows of one verb in an hour; what goes beyond is counted in one more. */
const mostAnHour = 200;

/** Something that was refused to somebody who is not known. */
export interface Refusal {
  verb: AuditVerb;
  subject: Subject;
  /** Network of the client. */
  peer: string;
  /** Refused for a pause, before it was looked at. */
  isPaused: boolean;
}

interface Counted extends Omit<Refusal, 'isPaused'> {
  hour: string;
  count: number;
  paused: number;
}

interface Refusals {
  pending: Map<string, Counted>;
  writing: Promise<void> | undefined;
}

const refusals = () => once<Refusals>('audit-refusals', () => ({ pending: new Map(), writing: undefined }));

/**
 * Counts a refusal in one event per subject, peer and hour: `details.count` of them, `details.paused` of these during a
 * pause, `at` the latest. Strangers cannot make the audit grow: 200 such events of a verb in an hour, and one for all others.
 * Resolves when it is written; what comes meanwhile is written together.
 */
export async function countRefusal(refusal: Refusal): Promise<void> {
  const { pending } = refusals();
  const { isPaused, ...counted } = pending.size < mostAnHour ? refusal : others(refusal);
  const hour = new Date(Math.floor(clock().now() / hourMs) * hourMs).toISOString();
  add(pending, { ...counted, hour, count: 1, paused: isPaused ? 1 : 0 });
  await writeAll();
}

function add(to: Map<string, Counted>, counted: Counted): void {
  const slot = slotOf(counted);
  const known = to.get(slot) ?? { ...counted, count: 0, paused: 0 };
  to.set(slot, {
    ...known,
    count: known.count + counted.count,
    paused: known.paused + counted.paused,
  });
}

/** One writing at a time; whoever comes during one waits for the next, which takes all that waits. */
async function writeAll(): Promise<void> {
  const state = refusals();
  const before = state.writing;
  if (before) await before.catch(() => undefined);
  if (state.pending.size === 0) return;
  state.writing ??= writePending().finally(() => {
    state.writing = undefined;
  });
  await state.writing;
}

async function writePending(): Promise<void> {
  const { pending } = refusals();
  const batch = [...pending.values()];
  pending.clear();
  for (const ofHour of groupBy(batch, ({ verb, hour }) => `${verb} ${hour}`).values()) {
    await transaction((tx) => write(tx, ofHour));
  }
}

/** Writes refusals of one verb and hour: those that have a row are added to it, the others get one while there is room. */
async function write(tx: Transaction, batch: readonly Counted[]): Promise<void> {
  const [first] = batch;
  if (!first) return;
  const added = await addToRows(tx, batch);
  const left = batch.filter((counted) => !added.has(slotOf(counted)));
  if (left.length === 0) return;
  const since = { gte: new Date(first.hour) };
  const rows = await tx.auditEvent.count({ where: { verb: first.verb, at: since, slot: { not: null } } });
  const room = Math.max(0, mostAnHour - rows);
  const beyond = new Map<string, Counted>();
  for (const counted of left.slice(room)) add(beyond, { ...counted, ...others(counted) });
  await insertRows(tx, [...left.slice(0, room), ...beyond.values()]);
}

async function addToRows(tx: Transaction, batch: readonly Counted[]): Promise<Set<string>> {
  // In one order, so that processes cannot lock each other out.
  const changed = await tx.$queryRaw<{ slot: string }[]>`
    WITH counted AS (
      SELECT * FROM unnest(${batch.map(slotOf)}::text[], ${batch.map(({ count }) => count)}::int[],
                           ${batch.map(({ paused }) => paused)}::int[]) AS counted (slot, count, paused)),
    locked AS (
      SELECT event.id, counted.count, counted.paused FROM audit_event AS event JOIN counted USING (slot)
      ORDER BY slot FOR UPDATE OF event)
    UPDATE audit_event AS event SET
      at = GREATEST(event.at, ${now()}::timestamptz AT TIME ZONE 'UTC'),
      details = event.details || jsonb_build_object(
        'count', (event.details->>'count')::int + locked.count,
        'paused', (event.details->>'paused')::int + locked.paused)
    FROM locked WHERE event.id = locked.id
    RETURNING event.slot`;
  return new Set(changed.map(({ slot }) => slot));
}

/** Another process may have inserted the same ones meanwhile. */
async function insertRows(tx: Transaction, batch: readonly Counted[]): Promise<void> {
  const details = batch.map(({ count, paused, peer }) =>
    JSON.stringify({ count, paused, since: now(), ...(peer === '' ? {} : { peer }) }),
  );
  await tx.$executeRaw`
    INSERT INTO audit_event AS kept
      (id, at, verb, actor_kind, actor_id, actor_label, subject_kind, subject_id, subject_label, details, slot)
    SELECT gen_random_uuid()::text, ${now()}::timestamptz AT TIME ZONE 'UTC', verb, 'user', 'nobody', 'nobody',
           kind, id, label, details::jsonb, slot
    FROM unnest(${batch.map(({ verb }) => verb)}::text[], ${batch.map(({ subject }) => subject.kind)}::text[],
                ${batch.map(({ subject }) => subject.id)}::text[], ${batch.map(({ subject }) => subject.label)}::text[],
                ${details}::text[], ${batch.map(slotOf)}::text[]) AS new (verb, kind, id, label, details, slot)
    ORDER BY slot
    ON CONFLICT (slot) DO UPDATE SET
      at = GREATEST(kept.at, EXCLUDED.at),
      details = kept.details || jsonb_build_object(
        'count', (kept.details->>'count')::int + (EXCLUDED.details->>'count')::int,
        'paused', (kept.details->>'paused')::int + (EXCLUDED.details->>'paused')::int)`;
}

function others<T extends Pick<Refusal, 'subject' | 'peer'>>(refusal: T): T {
  return { ...refusal, subject: { ...refusal.subject, id: 'others', label: 'others' }, peer: '' };
}

function slotOf({ verb, hour, subject, peer }: Omit<Counted, 'count' | 'paused'>): string {
  return `${verb} ${hour} ${subject.id} ${peer}`;
}

function now(): string {
  return new Date(clock().now()).toISOString();
}
