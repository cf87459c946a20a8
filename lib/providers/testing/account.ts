import { afterAll, beforeAll } from 'vitest';
import { setConfirmPause } from '@/lib/managers/confirm';
import { noteWireEvent } from '@/lib/managers/wire';
import { clock } from '@/lib/platform/clock';
import { createOnePasswordProvider } from '@/lib/providers/onepassword/host';
import { closeProviders, registerProviders } from '@/lib/providers/registry';
import { type Sandbox, startSandbox } from '@/sandbox/sandbox';

export interface TestAccount {
  /** The sandbox account; its vaults are the test's to make. */
  readonly sandbox: Sandbox;
}

/**
 * Gives a test file a 1Password account on loopback and the real provider, registered for `providerOf()`.
 * Call it once at the top of the file. `timeoutMs` is the deadline of one provider operation.
 */
export function useTestAccount(timeoutMs = 30_000): TestAccount {
  let sandbox: Sandbox | undefined;

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
    const settings = {
      timeoutMs,
      signInHosts: [sandbox.address],
      // The clock that a test has set by then.
      clock: { now: () => clock().now() },
      onWire: noteWireEvent,
    };
    setConfirmPause(20);
    registerProviders({ onepassword: createOnePasswordProvider(settings) });
  });

  afterAll(async () => {
    await closeProviders();
    await sandbox?.close();
  });

  return {
    get sandbox() {
      if (!sandbox) throw new Error('the sandbox starts in beforeAll');
      return sandbox;
    },
  };
}
