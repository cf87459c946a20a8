// Apart from the schemas: pages show these without loading those.

export const entrySorts = ['age', 'reference', 'hits', 'last_read', 'changed'] as const;
export type EntrySort = (typeof entrySorts)[number];

export interface SortSpec {
  /** The way round that is asked for most: youngest, A first, most and latest first. */
  usual: 'asc' | 'desc';
  /** The column of `cache_entry`. */
  column: string;
  type: 'text' | 'number' | 'time';
  /** Where it may be missing (never read, never changed): then it stands before everything else. */
  isNullable?: true;
}

/** What each sort goes by. The list's own, `fetched_at`, has an index. */
export const sortSpecs: Readonly<Record<EntrySort, SortSpec>> = {
  age: { usual: 'asc', column: 'fetched_at', type: 'time' },
  reference: { usual: 'asc', column: 'sort_reference', type: 'text' },
  hits: { usual: 'desc', column: 'hits', type: 'number' },
  last_read: { usual: 'desc', column: 'last_read_at', type: 'time', isNullable: true },
  changed: { usual: 'desc', column: 'changed_at', type: 'time', isNullable: true },
};
