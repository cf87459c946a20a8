import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Builds the server as it was at a commit, in a folder of its own under `.setup`, and answers with its file. */
export function serverOfCommit(commit: string): string {
  const folder = resolve('.setup', 'bench', `commit-${commit}`);
  const file = join(folder, 'dist', 'server.mjs');
  if (existsSync(file)) return file;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const archive = execFileSync('git', ['archive', commit], { maxBuffer: 512 * 1024 * 1024 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const prisma = resolve('node_modules', 'prisma', 'build', 'index.js');
  execFileSync(process.execPath, [prisma, 'generate'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    // Its native engine is not needed to generate, and would be downloaded.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
  });
  execFileSync(process.execPath, [join(folder, 'scripts', 'build-server.mjs')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return file;
}
