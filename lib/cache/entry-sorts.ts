// Apart from the schemas: pages show these without loading those.

export const entrySorts = ['age', 'reference', 'hits', 'last_read', 'changed'] as const;
export type EntrySort = (typeof entrySorts)[number];
/** Youngest, A first, most and latest first. */
export const usualOrder = {
  age: 'asc',
  reference: 'asc',
  hits: 'desc',
  last_read: 'desc',
  changed: 'desc',
} as const satisfies Record<EntrySort, 'asc' | 'desc'>;
