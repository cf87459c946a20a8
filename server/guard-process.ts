/**
 * What holds before any package is loaded and any file is made. No debugger by signal: SIGUSR1 would open Node's on port
 * 9229 to everybody on this machine, worker threads included (`--disable-sigusr1` does the same from Node 22.14 on). What
 * is written is for this user alone. A log that cannot be written, on a full disk say, does not end the process.
 */
export function guardProcess(): void {
  process.on('SIGUSR1', () => undefined);
  process.umask(0o077);
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
}
