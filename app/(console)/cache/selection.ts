'use client';

import { useRef, useState } from 'react';
import { roleMay } from '@/lib/kernel/permissions';
import type { Role } from '@/lib/kernel/role';

/** Whether there is anything that somebody may do to many entries at once: without it nothing is chosen. */
export function mayDoToMany(role: Role): boolean {
  return roleMay(role, 'cache:refresh') || roleMay(role, 'cache:clear');
}

export interface Selection {
  ids: ReadonlySet<string>;
  /** All that match are meant, loaded or not. */
  isAll: boolean;
  /** Chooses or leaves a row; with `range` all rows from the one before to it. */
  toggle: (id: string, isOn: boolean, reach: 'one' | 'range') => void;
  toggleLoaded: (isOn: boolean) => void;
  chooseAll: () => void;
  clear: () => void;
}

interface Chosen {
  /** What the list was narrowed to: another filter means other rows. */
  of: string;
  ids: ReadonlySet<string>;
  isAll: boolean;
}

/** Which of a list's rows are chosen. `filter` names the list: under another one nothing is chosen. */
export function useSelection(filter: string, loaded: readonly { id: string }[]): Selection {
  const nothing: Chosen = { of: filter, ids: new Set(), isAll: false };
  const [kept, setKept] = useState<Chosen>(nothing);
  const last = useRef<string>(undefined);
  const chosen = kept.of === filter ? kept : nothing;
  const choose = (ids: Iterable<string>) => setKept({ of: filter, ids: new Set(ids), isAll: false });
  return {
    ids: chosen.isAll ? new Set(loaded.map(({ id }) => id)) : chosen.ids,
    isAll: chosen.isAll,
    toggle: (id, isOn, reach) => {
      const ids = new Set(chosen.isAll ? loaded.map((row) => row.id) : chosen.ids);
      for (const each of reach === 'range' ? between(loaded, last.current, id) : [id]) {
        if (isOn) ids.add(each);
        else ids.delete(each);
      }
      last.current = id;
      choose(ids);
    },
    toggleLoaded: (isOn) => choose(isOn ? loaded.map(({ id }) => id) : []),
    chooseAll: () => setKept({ of: filter, ids: new Set(), isAll: true }),
    clear: () => choose([]),
  };
}

/** The ids from one row to another, both with it; the other alone when the one is not there any more. */
export function between(rows: readonly { id: string }[], from: string | undefined, to: string): string[] {
  const ends = [from, to].map((end) => rows.findIndex(({ id }) => id === end));
  if (ends.includes(-1)) return [to];
  return rows.slice(Math.min(...ends), Math.max(...ends) + 1).map(({ id }) => id);
}
