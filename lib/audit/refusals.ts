import { randomUUID } from 'node:crypto';
import { clock } from '@/lib/platform/clock';
import { type Transaction, transaction } from '@/lib/platform/database';
import { once } from '@/lib/platform/singleton';
import type { AuditVerb, Subject } from './vocabulary';

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
  const hour = new Date(Math.floor(clock().now() / hourMs) * hourMs).toISOString();
  add(pending, pending.size < mostAnHour ? refusal : others(refusal), hour);
  await writeAll();
}

function add(pending: Map<string, Counted>, { isPaused, ...refusal }: Refusal, hour: string): void {
  const slot = slotOf(refusal, hour);
  const counted = pending.get(slot) ?? { ...refusal, hour, count: 0, paused: 0 };
  counted.count += 1;
  counted.paused += isPaused ? 1 : 0;
  pending.set(slot, counted);
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
  // In one order, so that processes cannot lock each other out.
  const batch = [...pending].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, counted]) => counted);
  pending.clear();
  await transaction(async (tx) => {
    for (const counted of batch) await write(tx, counted);
  });
}

async function write(tx: Transaction, counted: Counted): Promise<void> {
  if (await addTo(tx, counted)) return;
  const since = { gte: new Date(counted.hour) };
  const rows = await tx.auditEvent.count({ where: { verb: counted.verb, at: since, slot: { not: null } } });
  const written = rows < mostAnHour ? counted : { ...counted, ...others(counted) };
  if (!(await addTo(tx, written))) await insert(tx, written);
}

async function addTo(tx: Transaction, { count, paused, hour, ...refusal }: Counted): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE audit_event SET
      at = GREATEST(at, ${now()}::timestamptz AT TIME ZONE 'UTC'),
      details = details || jsonb_build_object(
        'count', (details->>'count')::int + ${count}::int, 'paused', (details->>'paused')::int + ${paused}::int)
    WHERE slot = ${slotOf(refusal, hour)}`;
  return changed > 0;
}

/** Another process may have inserted the same one meanwhile. */
async function insert(tx: Transaction, counted: Counted): Promise<void> {
  const { verb, subject, peer, count, paused, hour } = counted;
  const details = JSON.stringify({ count, paused, since: now(), ...(peer === '' ? {} : { peer }) });
  await tx.$executeRaw`
    INSERT INTO audit_event AS kept
      (id, at, verb, actor_kind, actor_id, actor_label, subject_kind, subject_id, subject_label, details, slot)
    VALUES (${randomUUID()}, ${now()}::timestamptz AT TIME ZONE 'UTC', ${verb}, 'user', 'nobody', 'nobody',
            ${subject.kind}, ${subject.id}, ${subject.label}, ${details}::jsonb, ${slotOf(counted, hour)})
    ON CONFLICT (slot) DO UPDATE SET
      at = GREATEST(kept.at, EXCLUDED.at),
      details = kept.details || jsonb_build_object(
        'count', (kept.details->>'count')::int + ${count}::int,
        'paused', (kept.details->>'paused')::int + ${paused}::int)`;
}

function others<T extends Pick<Refusal, 'subject' | 'peer'>>(refusal: T): T {
  return { ...refusal, subject: { ...refusal.subject, id: 'others', label: 'others' }, peer: '' };
}

function slotOf({ verb, subject, peer }: Pick<Refusal, 'verb' | 'subject' | 'peer'>, hour: string): string {
  return `${verb} ${hour} ${subject.id} ${peer}`;
}

function now(): string {
  return new Date(clock().now()).toISOString();
}
