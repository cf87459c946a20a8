import { Cable, KeyRound, LockKeyhole, type LucideIcon, Server } from 'lucide-react';
import { AppMark } from '@/components/app-mark';
import { ButtonLink } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Status } from '@/components/ui/status';
import type { Tone } from '@/components/ui/tone';
import { whoChangesConnections } from '@/components/who-may';
import { saidAppOf } from '@/components/words/apps';
import type { Severity } from '@/lib/attention/names';
import type { AttentionItem } from '@/lib/attention/schema';
import { words } from './words';

const icons: Record<AttentionItem['subject']['kind'], LucideIcon> = {
  connection: Cable,
  secret_manager: LockKeyhole,
  api_key: KeyRound,
  installation: Server,
};
/** What is mended by changing a connection; `open` is all that is left to who may not. */
const mendedInConnections: ReadonlySet<AttentionItem['kind']> = new Set([
  'reference_broken',
  'field_missing',
  'reference_unverified',
]);
const tones: Record<Severity, Tone> = { critical: 'bad', warning: 'warn', notice: 'idle' };

/** One thing that needs a person: what, why, since when, and the way to where it is done. */
export function AttentionRow({ item }: { item: AttentionItem }) {
  const { subject, kind, severity, fields, message, since, next } = item;
  const Icon = icons[subject.kind];
  const action = words.next[next.action];
  return (
    <li className="grid gap-x-6 gap-y-2 px-3 py-2.5 md:grid-cols-[minmax(0,1fr)_auto] md:items-center">
      <div className="grid min-w-0 gap-0.5">
        <p className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5">
          <span className="flex min-w-0 items-center gap-2.5 font-medium">
            {subject.app ? (
              <AppMark app={subject.app} className="shrink-0 text-ink-3" />
            ) : (
              <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
            )}
            <span className="min-w-0 [overflow-wrap:anywhere]">{subject.label}</span>
          </span>
          <Status tone={tones[severity]}>{words.kinds[kind]}</Status>
          {since && (
            <span className="whitespace-nowrap text-ink-3 text-xs">
              <RelativeTime at={since} />
            </span>
          )}
        </p>
        <p className="max-w-200 text-ink-2 [overflow-wrap:anywhere] md:pl-6.5">
          {fields.length > 0 && (
            <span className="font-medium text-ink">
              {words.fields(fields.map((field) => labelOf(item, field)))}:{' '}
            </span>
          )}
          {message}
        </p>
        {mendedInConnections.has(kind) && next.action === 'open' && (
          <p className="max-w-200 text-ink-3 text-xs md:pl-6.5">{whoChangesConnections()}</p>
        )}
      </div>
      <div>
        <ButtonLink size="sm" href={next.path} aria-label={`${action}: ${subject.label}`}>
          {action}
        </ButtonLink>
      </div>
    </li>
  );
}

/** As its app calls it; a field of one's own is called as it is. */
function labelOf({ subject: { app } }: AttentionItem, field: string): string {
  const fields = app ? saidAppOf(app).fields : [];
  return fields.find(({ name }) => name === field)?.label ?? field;
}
