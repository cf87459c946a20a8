import type { ChildProcess } from 'node:child_process';

export function launch(options: {
  file: string;
  args?: readonly string[];
  env?: Record<string, string>;
  settings?: Record<string, string>;
  stdio: readonly ('inherit' | 'ignore' | number)[];
}): ChildProcess;
