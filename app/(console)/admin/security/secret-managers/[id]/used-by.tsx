'use client';

import { Box, Braces, Cable, ChevronRight, FolderLock } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { AppMark } from '@/components/app-mark';
import { useList } from '@/components/query/use-list';
import { ButtonLink } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { IntentLink } from '@/components/ui/intent-link';
import { ListEnd } from '@/components/ui/load-more';
import { Skeleton } from '@/components/ui/skeleton';
import { Status } from '@/components/ui/status';
import { saidAppOf } from '@/components/words/apps';
import type { PlaceView, UserView } from '@/lib/connections/used-by-schema';

import type { Page } from '@/lib/kernel/page';
import { findingWords } from '../../../../findings/words';
import { words } from './words';

const placesPath = '/api/v1/references/places';
const usersPath = '/api/v1/references/used-by';

export interface UsedByProps {
  managerId: string;
  first: Page<PlaceView> | undefined;
  mayBind: boolean;
}

/** What is bound through it: vault, item, connections. From what is stored; nothing is asked of it. */
export function UsedBy({ managerId, first, mayBind }: UsedByProps) {
  const list = useList<PlaceView>({ path: placesPath, query: { secretManagerId: managerId }, first });
  return (
    <section aria-labelledby="used-by" className="mt-6">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-3">
        <h2 id="used-by" className="font-semibold text-base">
          {words.usedBy.title}
        </h2>
        <p className="text-ink-3">{words.usedBy.text}</p>
      </div>
      <PlaceList list={list} empty={<NothingBound mayBind={mayBind} />} label={words.usedBy.vaults}>
        {(place) =>
          place.kind === 'environment' ? (
            <Branch key={place.id} place={place} icon={<Braces aria-hidden />} level={0}>
              <Users query={{ secretManagerId: managerId, vault: place.id }} />
            </Branch>
          ) : (
            <Branch key={place.id} place={place} icon={<FolderLock aria-hidden />} level={0}>
              <Items managerId={managerId} vaultId={place.id} />
            </Branch>
          )
        }
      </PlaceList>
    </section>
  );
}

function NothingBound({ mayBind }: { mayBind: boolean }) {
  return (
    <EmptyState
      icon={Cable}
      title={words.usedBy.empty}
      action={mayBind && <ButtonLink href="/connections/new/app">{words.usedBy.make}</ButtonLink>}
    >
      {mayBind && words.usedBy.emptyText}
    </EmptyState>
  );
}

function Items({ managerId, vaultId }: { managerId: string; vaultId: string }) {
  const list = useList<PlaceView>({
    path: placesPath,
    query: { secretManagerId: managerId, vault: vaultId },
  });
  return (
    <PlaceList list={list} empty={null} label={words.usedBy.items}>
      {(item) => (
        <Branch key={item.id} place={item} icon={<Box aria-hidden />} level={1}>
          <Users query={{ secretManagerId: managerId, vault: vaultId, item: item.id }} />
        </Branch>
      )}
    </PlaceList>
  );
}

function Users({ query }: { query: { secretManagerId: string; vault: string; item?: string } }) {
  const list = useList<UserView>({ path: usersPath, query });
  return (
    <PlaceList list={list} empty={null} label={words.usedBy.connections}>
      {({ key, name, app, fields }) => (
        <li key={key} className="flex flex-wrap items-center gap-x-3 gap-y-0.5 py-1.5 pr-3 pl-16">
          <IntentLink
            href={`/connections/${key}`}
            className="flex min-w-0 items-center gap-2 font-medium hover:underline"
          >
            <AppMark app={app} className="text-ink-3" />
            <span className="min-w-0 truncate">{name}</span>
          </IntentLink>
          <span className="min-w-0 text-ink-2">
            {fields
              .map(
                (field) =>
                  saidAppOf(app).fields.find((each) => each.name === field.name)?.label ?? field.name,
              )
              .join(', ')}
          </span>
        </li>
      )}
    </PlaceList>
  );
}

function PlaceList<T>({
  list,
  empty,
  label,
  children,
}: {
  list: ReturnType<typeof useList<T>>;
  empty: ReactNode;
  label: string;
  children: (item: T) => ReactNode;
}) {
  if (list.isLoading) return <Skeleton className="m-3 w-40" />;
  if (list.problem && list.items.length === 0)
    return <ErrorState problem={list.problem} onRetry={list.reload} />;
  if (list.items.length === 0) return empty;
  return (
    <>
      <ul
        aria-label={label}
        className="divide-y divide-line rounded border bg-surface [&_ul]:rounded-none [&_ul]:border-0 [&_ul]:border-t"
      >
        {list.items.map(children)}
      </ul>
      <ListEnd list={list} />
    </>
  );
}

function Branch({
  place,
  icon,
  level,
  children,
}: {
  place: PlaceView;
  icon: ReactNode;
  level: 0 | 1;
  children: ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className={cn(
          'control flex w-full items-center gap-2 px-3 text-left transition-colors hover:bg-hover focus-visible:-outline-offset-2',
          level === 1 && 'pl-9',
        )}
      >
        <ChevronRight
          aria-hidden
          className={cn('size-4 shrink-0 text-ink-3 transition-transform', isOpen && 'rotate-90')}
        />
        <span className="text-ink-3 [&_svg]:size-4">{icon}</span>
        <span className="min-w-0 truncate font-medium">{place.title}</span>
        {place.broken > 0 && <Status tone="bad">{findingWords.countBroken(place.broken)}</Status>}
        <span className="ml-auto shrink-0 text-ink-3 text-xs tabular-nums">
          {level === 0 && <span className="max-sm:hidden">{holdsText(place)} · </span>}
          {words.usedBy.connectionCount(place.connections)}
        </span>
      </button>
      {isOpen && children}
    </li>
  );
}

function holdsText({ kind, items }: PlaceView): string {
  return kind === 'environment' ? words.usedBy.environment : words.usedBy.itemCount(items);
}
