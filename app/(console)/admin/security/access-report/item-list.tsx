import { Cable, KeyRound, type LucideIcon, UserRound } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button';
import { Status } from '@/components/ui/status';
import type { ReportItem } from '@/lib/access-report/schema';
import { words } from './words';

const icons: Record<ReportItem['subject']['kind'], LucideIcon> = {
  connection: Cable,
  api_key: KeyRound,
  user: UserRound,
};

/** Keys, people and connections, each with what is so, why, and the way to where it is changed. */
export function ItemList({ label, items }: { label: string; items: readonly ReportItem[] }) {
  return (
    <ul aria-label={label} className="divide-y divide-line rounded border bg-surface">
      {items.map((item) => (
        <Item key={item.id} item={item} />
      ))}
    </ul>
  );
}

function Item({ item }: { item: ReportItem }) {
  const { subject, kind, outcome, message } = item;
  const Icon = icons[subject.kind];
  const [text, href] = stepOf(item);
  return (
    <li className="grid gap-x-6 gap-y-2 px-3 py-2.5 md:grid-cols-[minmax(0,1fr)_auto] md:items-center">
      <div className="grid min-w-0 gap-0.5">
        <p className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5">
          <span className="flex min-w-0 items-center gap-2.5 font-medium">
            <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
            <span className="min-w-0 [overflow-wrap:anywhere]">{subject.label}</span>
          </span>
          <Status tone={outcome === 'refused' ? 'bad' : 'warn'}>{words.kinds[kind]}</Status>
        </p>
        <p className="max-w-200 text-ink-2 [overflow-wrap:anywhere] md:pl-6.5">{message}</p>
      </div>
      <div>
        <ButtonLink size="sm" href={href} aria-label={`${text}: ${subject.label}`}>
          {text}
        </ButtonLink>
      </div>
    </li>
  );
}

function stepOf({ kind, subject, secretManager }: ReportItem): [string, string] {
  const search = encodeURIComponent(subject.label);
  if (kind === 'key_narrowed' && secretManager) {
    return [words.next.access, `/admin/security/secret-managers/${secretManager.id}/access`];
  }
  switch (subject.kind) {
    case 'connection':
      return [words.next.connection, `/connections/${subject.id}`];
    case 'api_key':
      return [words.next.key, `/admin/security/api-keys?search=${search}`];
    case 'user':
      return [words.next.user, `/admin/people/users?search=${search}`];
  }
}
