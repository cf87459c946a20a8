import { setFlagsFromString } from 'node:v8';

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

/**
 * Has V8 compile WebAssembly well only where it runs for long. The SDK and the embedded database are large, and most of what a start
 * runs of them is never run again: at 22 times V8's own limit a start takes a quarter less of the processor, and a sign-in as much as
 * before.
 */
export function tuneWebAssembly(): void {
  setFlagsFromString('--wasm-tiering-budget=40000000');
}
