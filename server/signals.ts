import { asLatchkeyError } from '@/lib/kernel/errors';
import { log } from '@/lib/platform/log';

/** npm and a terminal each send the one Ctrl-C that a person typed. */
const sameSignalMs = 500;

/** Stops in order at SIGTERM or SIGINT; at a second one at once. What nobody caught is logged and ends the process with 1. */
export function handleSignals(stop: (by: 'SIGTERM' | 'SIGINT') => Promise<void>): void {
  let firstAtMs: number | undefined;
  const onSignal = async (signal: 'SIGTERM' | 'SIGINT') => {
    if (firstAtMs !== undefined) {
      if (performance.now() - firstAtMs > sameSignalMs) process.exit(1);
      return;
    }
    firstAtMs = performance.now();
    log.info('server.stopping', { signal });
    await stop(signal).then(
      () => process.exit(0),
      (error: unknown) => fail('server.stop-failed', error),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => onSignal(signal));
}

/** Ends the process with 1 at anything that nobody caught: its state is unknown then. */
export function handleUncaught(): void {
  process.on('uncaughtException', (error) => fail('server.crashed', error));
  process.on('unhandledRejection', (error) => fail('server.crashed', error));
}

function fail(event: string, error: unknown): never {
  const { code, inside } = asLatchkeyError(error);
  log.error(event, { code, ...(inside ? { inside } : {}) });
  process.exit(1);
}
