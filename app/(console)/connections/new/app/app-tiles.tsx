'use client';

import { Boxes } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { AppTile } from '@/components/app-mark';
import { Link } from '@/components/ui/link';
import { useNavigate } from '@/components/ui/navigate-provider';
import { SearchInput } from '@/components/ui/search-input';
import { saidApps } from '@/components/words/apps';
import { environmentApp } from '@/lib/kernel/apps';
import { environmentWords } from '../../form/environment-words';
import { connectionWords } from '../../words';

const words = connectionWords.choose;

export interface AppTilesProps {
  /** Some secret manager has Environments. */
  offersEnvironments: boolean;
}

/** The apps as tiles. Typing narrows them, Enter takes the first, arrow keys move between them. */
export function AppTiles({ offersEnvironments }: AppTilesProps) {
  const navigate = useNavigate();
  const [search, setSearch] = useState('');
  const grid = useRef<HTMLUListElement>(null);
  const box = useRef<HTMLDivElement>(null);
  // On a touch screen the keyboard would cover the tiles.
  useEffect(() => {
    if (window.matchMedia('(pointer: fine)').matches) box.current?.querySelector('input')?.focus();
  }, []);
  const wanted = search.trim().toLowerCase();
  const tiles = tilesOf({ offersEnvironments });
  const found = tiles.filter(({ name, summary }) => `${name} ${summary}`.toLowerCase().includes(wanted));
  const shown = found.length > 0 ? found : tiles.filter(({ id }) => id === 'custom');
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const links = [...(grid.current?.querySelectorAll('a') ?? [])];
    const at = links.findIndex((link) => link.contains(document.activeElement));
    if (at < 0) {
      if (event.key === 'Enter' && shown[0]) navigate.push(shown[0].href);
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
        {shown.map(({ id, href, name, summary, mark }) => (
          <li key={id}>
            <Link
              href={href}
              className="flex items-center gap-3 rounded border bg-surface p-3 transition-colors hover:border-line-strong hover:bg-hover"
            >
              {mark}
              <span className="min-w-0">
                <span className="block font-medium text-base">{name}</span>
                <span className="block truncate text-ink-3 text-xs">{summary}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface Tile {
  id: string;
  href: string;
  name: string;
  summary: string;
  mark: ReactNode;
}

/** The apps; last, where there is a secret manager that has any, a connection that is a whole Environment. */
function tilesOf({ offersEnvironments }: AppTilesProps): Tile[] {
  const apps = saidApps().map(
    ({ id, name, summary }): Tile => ({
      id,
      href: `/connections/new/${id}`,
      name,
      summary,
      mark: <AppTile app={id} className="size-9" />,
    }),
  );
  const whole: Tile = {
    id: 'environment',
    href: `/connections/new/${environmentApp}?from=environment`,
    name: environmentWords.tile.title,
    summary: environmentWords.tile.text,
    mark: (
      <span className="flex size-9 shrink-0 items-center justify-center rounded-sm border bg-surface">
        <Boxes aria-hidden className="size-4 text-ink-2" />
      </span>
    ),
  };
  return offersEnvironments ? [...apps, whole] : apps;
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
