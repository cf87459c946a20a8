import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makePrivate } from './private-tree';

const roots: string[] = [];
afterAll(() => Promise.all(roots.map((each) => rm(each, { recursive: true }))));
const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe('makePrivate', () => {
  it('takes others’ rights from folders and files at every depth, and is done once', async () => {
    const root = await mkdtemp(join(tmpdir(), 'latchkey-private-'));
    roots.push(root);
    const folder = join(root, 'pg');
    await mkdir(join(folder, 'base'), { recursive: true });
    await writeFile(join(folder, 'base', '1'), '');
    await writeFile(join(folder, 'own'), '', { mode: 0o600 });
    await writeFile(join(root, 'elsewhere'), '');
    await chmod(join(folder, 'base', '1'), 0o666);
    await chmod(join(folder, 'base'), 0o755);
    await chmod(folder, 0o755);
    await chmod(join(root, 'elsewhere'), 0o644);
    await symlink(join(root, 'elsewhere'), join(folder, 'link'));
    expect(await makePrivate(folder)).toBe(3);
    expect(await modeOf(folder)).toBe(0o700);
    expect(await modeOf(join(folder, 'base'))).toBe(0o700);
    expect(await modeOf(join(folder, 'base', '1'))).toBe(0o600);
    expect(await modeOf(join(root, 'elsewhere'))).toBe(0o644);
    expect(await makePrivate(folder)).toBe(0);
  });

  it('has nothing to do where no folder is', async () => {
    expect(await makePrivate(join(tmpdir(), 'latchkey-is-not-here'))).toBe(0);
  });
});
