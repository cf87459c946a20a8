import { afterAll, beforeAll } from 'vitest';
import { setConfirmPause } from '@/lib/managers/confirm';
import { noteWireEvent } from '@/lib/managers/wire';
import { clock } from '@/lib/platform/clock';
import { closeProviders, registerProviders } from '@/lib/providers/registry';
import { createProviders } from '@/lib/providers/start';
import type { Sandbox } from '@/sandbox/handle';
import { type ConnectSandbox, startConnect } from '@/sandbox/onepassword-connect/connect';
import { startEvents } from '@/sandbox/onepassword-events/events';
import type { EventsSandbox } from '@/sandbox/onepassword-events/handle';
import { startSandbox } from '@/sandbox/sandbox';

export interface TestAccount {
  /** The sandbox account; its vaults are the test's to make. */
  readonly sandbox: Sandbox;
  /** A Connect server over the same account. */
  readonly connect: ConnectSandbox;
  /** The Events API of the account. */
  readonly events: EventsSandbox;
}

/**
 * Gives a test file a 1Password account on loopback, a Connect server over it, and the real providers, registered for `providerOf()`.
 * Call it once at the top of the file. `timeoutMs` is the deadline of one provider operation; `now` is the account's own clock, in
 * milliseconds since 1970.
 */
export function useTestAccount(timeoutMs = 30_000, { now }: { now?: () => number } = {}): TestAccount {
  let sandbox: Sandbox | undefined;
  let connect: ConnectSandbox | undefined;
  let events: EventsSandbox | undefined;

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, ...(now ? { now } : {}) });
    connect = await startConnect(sandbox);
    events = await startEvents(sandbox);
    const settings = {
      timeoutMs,
      signInHosts: [sandbox.address, connect.address, events.address],
      // The clock that a test has set by then.
      clock: { now: () => clock().now() },
      onWire: noteWireEvent,
    };
    setConfirmPause(20);
    registerProviders(createProviders(settings));
  });

  afterAll(async () => {
    await closeProviders();
    await events?.close();
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
    get events() {
      if (!events) throw new Error('the Events API starts in beforeAll');
      return events;
    },
  };
}
