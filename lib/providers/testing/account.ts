import { afterAll, beforeAll } from 'vitest';
import { setConfirmPause } from '@/lib/managers/confirm';
import { noteWireEvent } from '@/lib/managers/wire';
import { clock } from '@/lib/platform/clock';
import { closeProviders, registerProviders } from '@/lib/providers/registry';
import { createProviders } from '@/lib/providers/start';
import type { Sandbox } from '@/sandbox/handle';
import { type ConnectSandbox, startConnect } from '@/sandbox/onepassword-connect/connect';
import { startSandbox } from '@/sandbox/sandbox';

export interface TestAccount {
  /** The sandbox account; its vaults are the test's to make. */
  readonly sandbox: Sandbox;
  /** A Connect server over the same account. */
  readonly connect: ConnectSandbox;
}

/**
 * Gives a test file a 1Password account on loopback, a Connect server over it, and the real providers, registered for `providerOf()`.
 * Call it once at the top of the file. `timeoutMs` is the deadline of one provider operation.
 */
export function useTestAccount(timeoutMs = 30_000): TestAccount {
  let sandbox: Sandbox | undefined;
  let connect: ConnectSandbox | undefined;

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
    connect = await startConnect(sandbox);
    const settings = {
      timeoutMs,
      signInHosts: [sandbox.address, connect.address],
      // The clock that a test has set by then.
      clock: { now: () => clock().now() },
      onWire: noteWireEvent,
    };
    setConfirmPause(20);
    registerProviders(createProviders(settings));
  });

  afterAll(async () => {
    await closeProviders();
    await connect?.close();
    await sandbox?.close();
  });

  return {
    get sandbox() {
      if (!sandbox) throw new Error('the sandbox starts in beforeAll');
      return sandbox;
    },
    get connect() {
      if (!connect) throw new Error('the Connect server starts in beforeAll');
      return connect;
    },
  };
}
