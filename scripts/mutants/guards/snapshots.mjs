import { inFile } from './in-file.mjs';

export const snapshotGuards = inFile('lib/platform/snapshot.ts', ['lib/platform/snapshot.test.ts'], {
  'a snapshot lengthens no time': {
    find: ' - Math.max(0, sinceTakenMs);',
    replace: ';',
    filter: 'no time',
  },
  'what was uncertain before stays so': {
    find: ' - (takenAtMs - certainAtMs);',
    replace: ';',
    filter: 'no time',
  },
  'what was in doubt stays so': {
    find: 'usableForMs ?? Number.POSITIVE_INFINITY',
    replace: 'Number.POSITIVE_INFINITY',
    filter: 'no time',
  },
  'API keys have their own time': { find: 'isOfKeys ? times.detachedKeysMs : ', filter: 'shorter time' },
  'a clock that was set back lengthens nothing': {
    find: 'if (sinceTakenMs < -leewayMs) return 0;',
    filter: 'the clock stands',
  },
  'another program is not understood': {
    find: ' || Object(head).program !== program',
    filter: 'another program',
  },
  'nothing is left out': {
    find: "if (Object(end).end !== pieces.length) throw new Error('the snapshot is not whole');",
    filter: 'left out',
  },
  'a record has its place': {
    find: "Buffer.from(id).toString('hex'), 'record', index)",
    replace: "Buffer.from(id).toString('hex'), 'record', 0)",
    filter: 'left out',
  },
});
