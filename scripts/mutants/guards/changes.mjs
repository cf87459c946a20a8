import { inFile } from './in-file.mjs';

const repoint = inFile('lib/connections/repoint-undo.ts', ['lib/connections/repoint.db.test.ts'], {
  'an undoing that put nothing back uses nothing up': {
    find: 'if (back.length === 0) await tx.repoint.update({ where: { id: row.id }, data: { undoneAt: null } });',
    filter: 'used up',
  },
  'a re-point is undone once': {
    find: 'if (row.undoneAt) throw undoneAlready();',
    filter: 'word for word',
  },
});

export const changeGuards = [...repoint];
