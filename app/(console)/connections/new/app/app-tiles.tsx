'use client';

import { Boxes } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { AppTile } from '@/components/app-mark';
import { Link } from '@/components/ui/link';
import { useNavigate } from '@/components/ui/navigate-provider';
import { SearchInput } from '@/components/ui/search-input';
import { saidApps } from '@/components/words/apps';
import { environmentApp } from '@/lib/kernel/apps';
import { environmentWords } from '../../form/environment-words';
import { connectionWords } from '../../words';

const words = connectionWords.choose;

/** The apps as tiles. Typing narrows them, Enter takes the first, arrow keys move between them. */
export function AppTiles({ offersEnvironments }: { offersEnvironments: boolean }) {
  const navigate = useNavigate();
  const [search, setSearch] = useState('');
  const grid = useRef<HTMLUListElement>(null);
  const box = useRef<HTMLDivElement>(null);
  // On a touch screen the keyboard would cover the tiles.
  useEffect(() => {
    if (window.matchMedia('(pointer: fine)').matches) box.current?.querySelector('input')?.focus();
  }, []);
  const wanted = search.trim().toLowerCase();
  const apps = saidApps();
  const found = apps.filter(({ name, summary }) => `${name} ${summary}`.toLowerCase().includes(wanted));
  const shown = found.length > 0 ? found : apps.filter(({ id }) => id === 'custom');
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const links = [...(grid.current?.querySelectorAll('a') ?? [])];
    const at = links.findIndex((link) => link.contains(document.activeElement));
    if (at < 0) {
      if (event.key === 'Enter' && shown[0]) navigate.push(`/connections/new/${shown[0].id}`);
      if (event.key !== 'ArrowDown') return;
      event.preventDefault();
      return links[0]?.focus();
    }
    const next = neighbour(links, at, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys are a convenience over links that Tab reaches
    <div ref={box} onKeyDown={onKeyDown} className="max-w-220">
      <SearchInput
        label={words.search}
        value={search}
        onValueChange={setSearch}
        className="mb-3 max-sm:max-w-none"
      />
      {found.length === 0 && (
        <p role="status" className="mb-3 text-ink-2">
          {words.nothing}
        </p>
      )}
      <ul ref={grid} aria-label={words.apps} className="grid grid-cols-1 gap-2 sm:grid-cols-2 lg:grid-cols-3">
        {offersEnvironments && isOfEnvironment(wanted) && (
          <li>
            <Link href={environmentHref} className={tile}>
              <span className="flex size-9 shrink-0 items-center justify-center rounded border bg-sunken">
                <Boxes aria-hidden className="size-5 text-ink-2" />
              </span>
              <span className="min-w-0">
                <span className="block font-medium text-base">{environmentWords.tile.title}</span>
                <span className="block truncate text-ink-3 text-xs">{environmentWords.tile.text}</span>
              </span>
            </Link>
          </li>
        )}
        {shown.map((app) => (
          <li key={app.id}>
            <Link href={`/connections/new/${app.id}`} className={tile}>
              <AppTile app={app.id} className="size-9" />
              <span className="min-w-0">
                <span className="block font-medium text-base">{app.name}</span>
                <span className="block truncate text-ink-3 text-xs">{app.summary}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

const environmentHref = `/connections/new/${environmentApp}?from=environment`;
const tile =
  'flex items-center gap-3 rounded border bg-surface p-3 transition-colors hover:border-line-strong hover:bg-hover';

function isOfEnvironment(wanted: string): boolean {
  const { title, text } = environmentWords.tile;
  return wanted === '' || `${title} ${text}`.toLowerCase().includes(wanted);
}

/** The tile that an arrow key leads to, by where the tiles stand. */
function neighbour(links: readonly HTMLElement[], at: number, key: string): HTMLElement | undefined {
  if (key === 'ArrowRight') return links[at + 1];
  if (key === 'ArrowLeft') return links[at - 1];
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined;
  const top = links[0]?.getBoundingClientRect().top;
  const columns = links.filter((link) => link.getBoundingClientRect().top === top).length;
  return links[key === 'ArrowDown' ? at + columns : at - columns];
}
