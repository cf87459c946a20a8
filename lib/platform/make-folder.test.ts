import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder } from './make-folder';

const room = mkdtempSync(join(tmpdir(), 'latchkey-folder-'));
afterAll(() => rmSync(room, { recursive: true }));

describe('makeFolder', () => {
  it('makes a folder and those above it for this user alone, once', async () => {
    const path = join(room, 'a', 'b');
    await makeFolder(path);
    await makeFolder(path);
    expect([join(room, 'a'), path].map((each) => statSync(each).mode & 0o777)).toEqual([0o700, 0o700]);
  });

  it('fails where a file is in the way', async () => {
    const file = join(room, 'file');
    writeFileSync(file, '');
    await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makeFolder(join(file, 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it.skipIf(process.platform !== 'linux')('fails where Node’s own would never return', async () => {
    await expect(makeFolder('/proc/latchkey/data')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
