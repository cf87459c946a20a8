import { describe, expect, it } from 'vitest';
import { warningsOf } from './start-warnings';

const quiet = { host: '127.0.0.1', origin: 'http://localhost:3000', openSecretFiles: [] };
const limitsOf = (soft: string) =>
  `Max stack size 8 8 bytes\nMax core file size        ${soft}    unlimited   bytes\n`;
const events = (settings: Partial<typeof quiet>, limits = '') =>
  warningsOf({ ...quiet, ...settings }, limits).map(({ event }) => event);

describe('the warnings at a start', () => {
  it('tell that others reach it over plain http', () => {
    expect(events({ host: '0.0.0.0' })).toEqual(['server.plain-http']);
    expect(events({ host: '::' })).toEqual(['server.plain-http']);
    expect(events({ host: '0.0.0.0', origin: 'https://keys.example.com' })).toEqual([]);
    for (const host of ['127.0.0.1', '127.0.0.2', 'localhost', '::1']) expect(events({ host })).toEqual([]);
  });

  it('tell that core files are written', () => {
    expect(events({}, limitsOf('unlimited'))).toEqual(['server.core-dumps-on']);
    expect(events({}, limitsOf('0'))).toEqual([]);
  });

  it('name the setting whose file everybody may read', () => {
    const openSecretFiles = ['LATCHKEY_MASTER_KEY_FILE'];
    expect(warningsOf({ ...quiet, openSecretFiles }, '')).toEqual([
      { event: 'server.secret-file-readable-by-all', fields: { kind: 'LATCHKEY_MASTER_KEY_FILE' } },
    ]);
  });
});
