import { FileKey2, FolderLock, KeyRound, ListPlus, LoaderCircle } from 'lucide-react';
import { cn } from '@/components/ui/cn';
import { dayText } from '@/components/words/numbers';
import type { SearchHit } from '@/lib/secrets/schema';
import { CategoryIcon } from './icons';
import type { ItemOption } from './item-options';
import type { FoundItem } from './search';
import { pickerWords as words } from './words';

export interface ItemRowProps {
  option: ItemOption;
  place: 'all-vaults' | 'one-vault';
  /** The name of a secret manager, for what is found in another one; empty for the open one. */
  nameOf: (managerId: string) => string;
  /** More is being listed. */
  isReading: boolean;
}

/** A vault, an item or what a search found besides; an item with a twin shows what tells them apart. */
export function ItemRow({ option, place, nameOf, isReading }: ItemRowProps) {
  if (option.kind === 'vault') {
    return (
      <>
        <FolderLock aria-hidden className="size-4 shrink-0 text-ink-3" />
        <span className="min-w-0 flex-1 truncate">{option.vault.title}</span>
        <span className="shrink-0 text-ink-3 text-xs">
          {words.vault}
          {option.vault.itemCount !== null && `, ${words.itemCount(option.vault.itemCount)}`}
        </span>
      </>
    );
  }
  if (option.kind === 'hit')
    return <HitRow hit={option.hit} managerName={nameOf(option.hit.secretManagerId)} />;
  if (option.kind === 'read') return <ReadRow option={option} isReading={isReading} />;
  const { item } = option;
  return (
    <>
      <CategoryIcon category={item.category} />
      <span className="flex min-w-0 flex-1 items-center gap-x-3 max-md:flex-col max-md:items-start">
        <span className="min-w-0 max-w-full flex-1 truncate">{item.title}</span>
        <span className="max-w-full shrink-0 truncate text-ink-3 text-xs">{detailsOf(item, place)}</span>
      </span>
    </>
  );
}

const hitIcons = { vault: FolderLock, item: FileKey2, field: KeyRound };

function HitRow({ hit: { kind, titles }, managerName }: { hit: SearchHit; managerName: string }) {
  const Icon = hitIcons[kind];
  const { vault, item, section, field } = titles;
  const path = { vault: [], item: [vault], field: [vault, item, section] }[kind];
  return (
    <>
      <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
      <span className="flex min-w-0 flex-1 items-center gap-x-3 max-md:flex-col max-md:items-start">
        <span className="min-w-0 max-w-full flex-1 truncate">{titles[kind] ?? field}</span>
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
  option: ItemOption & { kind: 'read' };
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

function detailsOf(item: FoundItem, place: 'all-vaults' | 'one-vault') {
  return (
    <>
      {place === 'all-vaults' && item.vaultTitle}
      {item.isTwin && (
        <>
          {place === 'all-vaults' && ' · '}
          {words.created(dayText(item.createdAt))}
          {' · '}
          <span className="font-mono">…{item.id.slice(-4)}</span>
        </>
      )}
    </>
  );
}
