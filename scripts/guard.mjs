/**
 * SIGUSR1 opens Node's debugger to everybody on this machine, and what it shows may hold settings that are secret. Node
 * 22.14 has --disable-sigusr1; before, somebody must listen to the signal.
 */
export function ignoreDebugSignal() {
  process.on('SIGUSR1', () => undefined);
}

/** Options for a program that is started with Node. */
export const guardedNode = process.allowedNodeEnvironmentFlags.has('--disable-sigusr1')
  ? ['--disable-sigusr1']
  : [];
