import { FolderLock } from 'lucide-react';
import { dayText } from '@/components/words/numbers';
import { CategoryIcon } from './icons';
import type { ItemOption } from './item-options';
import type { FoundItem } from './search';
import { pickerWords as words } from './words';

/** A vault or an item; one with a twin shows what tells them apart. */
export function ItemRow({ option, place }: { option: ItemOption; place: 'all-vaults' | 'one-vault' }) {
  if (option.kind === 'vault') {
    return (
      <>
        <FolderLock aria-hidden className="size-4 shrink-0 text-ink-3" />
        <span className="min-w-0 flex-1 truncate">{option.vault.title}</span>
        <span className="shrink-0 text-ink-3 text-xs">
          {words.vault}, {words.itemCount(option.vault.itemCount)}
        </span>
      </>
    );
  }
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
