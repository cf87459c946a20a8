import { ListPlus, LoaderCircle } from 'lucide-react';
import { cn } from '@/components/ui/cn';
import { dayText } from '@/components/words/numbers';
import type { SearchHit } from '@/lib/secrets/schema';
import type { Member } from './binding';
import type { Choice } from './choices';
import { CategoryIcon, ChoiceIcon, LevelIcon } from './icons';
import type { LevelOption } from './level-options';
import type { FoundItem } from './search';
import { levelWords, pickerWords as words } from './words';

export interface LevelRowProps {
  option: LevelOption;
  /** Whether what is listed lies in one container, or in several, which are then told. */
  isOneTop: boolean;
  /** The name of a secret manager, for what is found in another one; empty for the open one. */
  nameOf: (managerId: string) => string;
  /** More is being listed. */
  isReading: boolean;
}

/** A row of a level, or what a search found besides; an item with a twin shows what tells them apart. */
export function LevelRow({ option, isOneTop, nameOf, isReading }: LevelRowProps) {
  switch (option.kind) {
    case 'top':
      return <TopRow {...option} />;
    case 'item':
      return <ItemRow item={option.item} isOneTop={isOneTop} />;
    case 'hit':
      return <HitRow hit={option.hit} managerName={nameOf(option.hit.secretManagerId)} />;
    case 'read':
      return <ReadRow option={option} isReading={isReading} />;
    case 'by-id':
      return <ByIdRow {...option} />;
    case 'choice':
      return <ChoiceRow choice={option.choice} />;
  }
}

function TopRow({ level, top }: LevelOption & { kind: 'top' }) {
  return (
    <>
      <LevelIcon level={level} />
      <span className="min-w-0 flex-1 truncate">{top.title}</span>
      <span className="shrink-0 text-ink-3 text-xs">
        {levelWords(level).one}
        {top.itemCount !== null && `, ${words.itemCount(top.itemCount)}`}
      </span>
    </>
  );
}

function ByIdRow({ level, id }: LevelOption & { kind: 'by-id' }) {
  return (
    <>
      <LevelIcon level={level} />
      <span className="min-w-0 flex-1 truncate">
        {words.byId.open} <span className="font-mono text-xs">{id}</span>
      </span>
      <span className="shrink-0 text-ink-3 text-xs">{levelWords(level).one}</span>
    </>
  );
}

function ItemRow({ item, isOneTop }: { item: FoundItem; isOneTop: boolean }) {
  return (
    <>
      <CategoryIcon category={item.category} />
      <span className="flex min-w-0 flex-1 items-center gap-x-3 max-md:flex-col max-md:items-start">
        <span className="min-w-0 max-w-full flex-1 truncate">{item.title}</span>
        <span className="max-w-full shrink-0 truncate text-ink-3 text-xs">{detailsOf(item, isOneTop)}</span>
      </span>
    </>
  );
}

function HitRow({ hit: { kind, titles }, managerName }: { hit: SearchHit; managerName: string }) {
  const { vault, item, section, field } = titles;
  const path = { vault: [], environment: [], item: [vault], field: [vault, item, section] }[kind];
  const title = kind === 'environment' ? vault : titles[kind];
  return (
    <>
      <LevelIcon level={kind} />
      <span className="flex min-w-0 flex-1 items-center gap-x-3 max-md:flex-col max-md:items-start">
        <span className="min-w-0 max-w-full flex-1 truncate">{title ?? field}</span>
        <span className="max-w-full truncate text-ink-3 text-xs md:max-w-3/5">
          {[...(managerName ? [managerName] : []), path.filter(Boolean).join(' / ')]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
    </>
  );
}

function ReadRow({
  option: { unread },
  isReading,
}: {
  option: LevelOption & { kind: 'read' };
  isReading: boolean;
}) {
  const [only] = unread;
  const isFieldsAlone = unread.every(({ items }) => items !== null);
  const items = unread.reduce((sum, each) => sum + (each.items ?? 0), 0);
  const Icon = isReading ? LoaderCircle : ListPlus;
  return (
    <>
      <Icon
        aria-hidden
        className={cn('size-4 shrink-0', isReading ? 'animate-spin text-ink-3' : 'text-accent-ink')}
      />
      <span className="min-w-0 flex-1 truncate">
        {only && isFieldsAlone ? words.readMore.fields(items) : words.readMore.managers(unread.length)}
      </span>
      <span className="shrink-0 text-ink-3 text-xs max-md:hidden">{words.readMore.asks}</span>
    </>
  );
}

function detailsOf(item: FoundItem, isOneTop: boolean) {
  return (
    <>
      {!isOneTop && item.vaultTitle}
      {item.isTwin && (
        <>
          {!isOneTop && ' · '}
          {words.created(dayText(item.createdAt))}
          {' · '}
          <span className="font-mono">…{item.id.slice(-4)}</span>
        </>
      )}
    </>
  );
}

function ChoiceRow({ choice }: { choice: Choice }) {
  const { field, form, reference } = choice;
  return (
    <>
      <ChoiceIcon choice={choice} />
      <span className={cn('min-w-0 flex-1 truncate', reference === '' && 'text-ink-3')}>
        {field.title || words.unbindable.nameless}
        {form !== 'value' && <span className="text-ink-2">, {words.forms[form]}</span>}
      </span>
      <span className="shrink-0 text-ink-3 text-xs">
        {form === 'value' && (reference === '' ? unbindableWord(field) : typeWord(field.type))}
        {field.isEmpty && <span className="ml-2 rounded-xs border px-1 py-px text-ink-2">{words.empty}</span>}
      </span>
    </>
  );
}

/** Why a choice cannot be bound, in a word or two. */
function unbindableWord({ title, times }: Member): string {
  return title !== '' && times ? words.unbindable.times(times) : words.unbindable.short;
}

function typeWord(type: string): string {
  const known: Record<string, string> = words.types;
  return known[type] ?? words.otherType;
}
