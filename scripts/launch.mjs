import { spawn } from 'node:child_process';
import { guardedNode } from './guard.mjs';
import { proxySettings, withoutOwnSettings, withoutProxies } from './own-settings.mjs';
import { root } from './run.mjs';

/**
 * Starts a program of ours with Node: no core files, nothing that others may read, no debugger by signal. `settings` of
 * the product, and with them the proxies of this environment, go through a pipe, which env.ts reads to its end:
 * /proc/<pid>/environ, and what the program starts in turn, do not have them.
 * @param {{ file: string, args?: string[], env?: Record<string, string>, settings?: Record<string, string>,
 *   stdio: ('inherit' | 'ignore' | number)[] }} options
 */
export function launch({ file, args = [], env = {}, settings, stdio }) {
  const command = [process.execPath, ...guardedNode, file, ...args];
  const [program, ...parameters] =
    process.platform === 'win32'
      ? command
      : ['/bin/sh', '-c', 'ulimit -c 0; umask 077; exec "$@"', 'sh', ...command];
  const child = spawn(program, parameters, {
    cwd: root,
    env: {
      ...withoutProxies(withoutOwnSettings()),
      ...env,
      ...(settings ? { LATCHKEY_SETTINGS_FD: '3' } : {}),
    },
    stdio: settings ? [...stdio, 'pipe'] : stdio,
  });
  // A program that ends before it reads is told by its end.
  child.stdio[3]?.on('error', () => undefined);
  child.stdio[3]?.end(JSON.stringify({ ...proxySettings(), ...settings }));
  return child;
}
