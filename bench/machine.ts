import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';

/** One line about where and when the numbers were made: they mean little without it. */
export function printMachine(): void {
  const [cpu] = cpus();
  const parts = [
    `${cpus().length} × ${cpu?.model.trim() ?? 'unknown CPU'}`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `${process.platform} ${process.arch}`,
    `Node ${process.version}`,
    `load ${loadavg()[0]?.toFixed(1)} before`,
    `commit ${commit()}`,
    new Date().toISOString().slice(0, 16).replace('T', ' '),
  ];
  console.log(`\n${parts.join(' · ')}`);
}

function commit(): string {
  try {
    const git = (...parameters: string[]) => execFileSync('git', parameters, { encoding: 'utf8' }).trim();
    const isChanged =
      git('status', '--porcelain', '--untracked-files=no', 'lib', 'server', 'server.ts') !== '';
    return `${git('rev-parse', '--short', 'HEAD')}${isChanged ? ' with changes' : ''}`;
  } catch {
    return 'unknown';
  }
}
