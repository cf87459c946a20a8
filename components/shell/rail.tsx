'use client';

import { PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useState } from 'react';
import { cn } from '@/components/ui/cn';
import { IconButton } from '@/components/ui/icon-button';
import { Kbd } from '@/components/ui/kbd';
import { Link } from '@/components/ui/link';
import { Mark } from '@/components/ui/mark';
import { Tip } from '@/components/ui/tooltip';
import { shellWords } from '@/components/words/shell';
import { AccountMenu } from './account-menu';
import { AttentionCount } from './attention-count';
import type { Frame } from './frame';
import { useControlKey } from './keyboard-map';
import { beginDestination, type Destination, isHere, sectionsFor } from './navigation';
import { usePalette } from './palette';
import { type RailState, railCookie, remember } from './settings';

/** The menu at the left. Folds to icons; whether it is folded is remembered. */
export function Rail({ stateAtFirst, ...frame }: Frame & { stateAtFirst: RailState }) {
  const [state, setState] = useState(stateAtFirst);
  const isFolded = state === 'folded';
  const toggle = () => {
    const next: RailState = isFolded ? 'open' : 'folded';
    setState(next);
    remember(railCookie, next);
  };
  return (
    <aside
      className={cn(
        'sticky top-0 hidden h-dvh shrink-0 flex-col border-r bg-sunken transition-[width] md:flex',
        isFolded ? 'w-13' : 'w-56',
      )}
    >
      <div
        className={cn(
          'flex h-13 shrink-0 items-center px-2.5',
          isFolded ? 'justify-center' : 'justify-between',
        )}
      >
        {!isFolded && (
          <Link
            href="/"
            className="flex items-center gap-2 rounded px-1 font-semibold text-base tracking-tight"
          >
            <Mark />
            {shellWords.product}
          </Link>
        )}
        <IconButton
          size="sm"
          label={isFolded ? shellWords.expand : shellWords.collapse}
          tipSide="right"
          icon={isFolded ? <PanelLeftOpen /> : <PanelLeftClose />}
          onClick={toggle}
          aria-expanded={!isFolded}
        />
      </div>
      <SearchButton isFolded={isFolded} />
      <nav aria-label={shellWords.navigation} className="min-h-0 flex-1 overflow-y-auto px-2 py-2">
        {frame.beginning && (
          <div className="mb-2">
            <RailLink
              destination={beginDestination(frame.beginning)}
              isFolded={isFolded}
              aside={`${frame.beginning.done}/${frame.beginning.all}`}
            />
          </div>
        )}
        {sectionsFor(frame.person.role).map((section) => (
          <div key={section.label ?? ''} className="mb-3">
            {section.part && !isFolded && <RailPart name={section.part} />}
            {section.label &&
              (isFolded ? (
                <hr className="mx-2 mb-2" />
              ) : (
                <p className="px-2 pb-1 text-ink-3 text-xs">{section.label}</p>
              ))}
            <ul className="grid gap-px">
              {section.destinations.map((destination) => (
                <li key={destination.href}>
                  <RailLink destination={destination} isFolded={isFolded} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className="shrink-0 border-t p-2">
        <AccountMenu {...frame} look={isFolded ? 'icon' : 'full'} />
      </div>
    </aside>
  );
}

function RailPart({ name }: { name: string }) {
  return <p className="-mx-2 mb-2 border-t px-4 pt-3 font-semibold text-ink-2 text-xs">{name}</p>;
}

function RailLink({
  destination,
  isFolded,
  aside,
}: {
  destination: Pick<Destination, 'href' | 'label' | 'icon' | 'also' | 'counts'>;
  isFolded: boolean;
  aside?: string;
}) {
  const isCurrent = isHere(usePathname(), destination);
  const Icon = destination.icon;
  const link = (
    <Link
      href={destination.href}
      aria-current={isCurrent ? 'page' : undefined}
      aria-label={isFolded ? destination.label : undefined}
      className={cn(
        'flex h-8 items-center gap-2.5 rounded px-2 text-ink-2 transition-colors hover:bg-hover hover:text-ink',
        isCurrent && 'bg-active font-medium text-ink hover:bg-active',
        isFolded && 'relative justify-center px-0',
      )}
    >
      <Icon aria-hidden className={cn('size-4 shrink-0', isCurrent ? 'text-accent-ink' : 'text-ink-3')} />
      {!isFolded && <span className="truncate">{destination.label}</span>}
      {destination.counts && (
        <span className={isFolded ? 'absolute top-1 left-1/2' : 'ml-auto flex'}>
          <AttentionCount look={isFolded ? 'corner' : 'line'} />
        </span>
      )}
      {!isFolded && aside && <span className="tabular ml-auto text-ink-3 text-xs">{aside}</span>}
    </Link>
  );
  if (!isFolded) return link;
  return (
    <Tip text={destination.label} side="right">
      {link}
    </Tip>
  );
}

function SearchButton({ isFolded }: { isFolded: boolean }) {
  const { open } = usePalette();
  const keys = `${useControlKey()} K`;
  if (isFolded) {
    return (
      <div className="flex justify-center px-2">
        <IconButton label={shellWords.search} tipSide="right" icon={<Search />} onClick={open} />
      </div>
    );
  }
  return (
    <div className="px-2">
      <button
        type="button"
        onClick={open}
        className="flex h-8 w-full items-center gap-2.5 rounded border bg-surface px-2 text-ink-3 transition-colors hover:border-line-strong hover:text-ink-2"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="flex-1 text-left">{shellWords.search}</span>
        <Kbd className="pointer-coarse:hidden">{keys}</Kbd>
      </button>
    </div>
  );
}
