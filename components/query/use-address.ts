'use client';

import { usePathname, useSearchParams } from 'next/navigation';

type Values<Name extends string> = Partial<Record<Name, string>>;

/**
 * What a list is narrowed to, kept in the address, so that it can be reloaded, sent to somebody and gone back to.
 * Writing replaces the present entry of the history; an empty text takes the name away.
 */
export function useAddress<Name extends string>(
  names: readonly Name[],
): [Values<Name>, (change: Values<Name>) => void] {
  const path = usePathname();
  const search = useSearchParams();
  const values: Values<Name> = {};
  for (const name of names) {
    const value = search.get(name);
    if (value) values[name] = value;
  }
  const write = (change: Values<Name>) => {
    const next = new URLSearchParams(window.location.search);
    for (const name of names) {
      if (!(name in change)) continue;
      const value = change[name];
      if (value) next.set(name, value);
      else next.delete(name);
    }
    window.history.replaceState(null, '', next.size === 0 ? path : `${path}?${next}`);
  };
  return [values, write];
}
