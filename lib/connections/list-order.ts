import { badCursor, cursorOf, placeIn } from '@/lib/kernel/cursor';
import type { listSorts } from './names';

type Sort = (typeof listSorts)[number];

/** What a row is sorted by. */
interface Placed {
  id: string;
  app: string;
  sortName: string;
  updatedAt: Date;
  lastReadAt: Date;
}

const orders = {
  name: [{ sortName: 'asc' }, { id: 'asc' }],
  app: [{ app: 'asc' }, { sortName: 'asc' }, { id: 'asc' }],
  updated: [{ updatedAt: 'desc' }, { id: 'asc' }],
  read: [{ lastReadAt: 'desc' }, { id: 'asc' }],
} as const;

/** A sort of the list of connections, for the database. */
export function orderOf(sort: Sort) {
  return [...orders[sort]];
}

/** Where a row stands in it. */
export function placeOf(sort: Sort, { id, app, sortName, updatedAt, lastReadAt }: Placed): string {
  switch (sort) {
    case 'name':
      return cursorOf([sortName, id]);
    case 'app':
      return cursorOf([app, sortName, id]);
    case 'updated':
      return cursorOf([updatedAt.toISOString(), id]);
    case 'read':
      return cursorOf([lastReadAt.toISOString(), id]);
  }
}

/** The rows after a place. Throws `invalid_input` (field `cursor`) for one of another sort. */
export function afterPlace(sort: Sort, cursor: string | undefined) {
  if (cursor === undefined) return {};
  if (sort === 'app') {
    const [app = '', sortName = '', id = ''] = placeIn(cursor, 3);
    return {
      OR: [{ app: { gt: app } }, { app, sortName: { gt: sortName } }, { app, sortName, id: { gt: id } }],
    };
  }
  const [value = '', id = ''] = placeIn(cursor, 2);
  if (sort === 'name') return { OR: [{ sortName: { gt: value } }, { sortName: value, id: { gt: id } }] };
  const at = new Date(value);
  if (!/^[12]\d{3}-/.test(value) || Number.isNaN(at.getTime())) throw badCursor();
  return sort === 'updated'
    ? { OR: [{ updatedAt: { lt: at } }, { updatedAt: at, id: { gt: id } }] }
    : { OR: [{ lastReadAt: { lt: at } }, { lastReadAt: at, id: { gt: id } }] };
}
