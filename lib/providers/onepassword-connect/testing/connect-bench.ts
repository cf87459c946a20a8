import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { systemClock } from '@/lib/kernel/clock';
import type { Provider, ProviderSession, WireEvent } from '@/lib/providers/contract';
import { connectCredential } from '@/lib/providers/onepassword-connect/credential';
import { type ConnectSettings, createConnectProvider } from '@/lib/providers/onepassword-connect/provider';
import type { Sandbox } from '@/sandbox/handle';
import { type ConnectSandbox, startConnect } from '@/sandbox/onepassword-connect/connect';
import { startSandbox } from '@/sandbox/sandbox';

/** An account, a Connect server over it and a provider, for one test file. */
export interface ConnectBench {
  readonly sandbox: Sandbox;
  readonly connect: ConnectSandbox;
  readonly provider: Provider;
  /** What the provider's requests met, oldest first. */
  readonly wire: WireEvent[];
  /** A manager of its own, signed in with a token that sees these vaults, or all that there are. */
  session(vaults?: readonly string[]): ProviderSession;
  sessionWith(token: string, managerId?: string): ProviderSession;
}

/** Starts all three before the file's tests and ends them after them. */
export function useConnectBench(settings: Partial<ConnectSettings> = {}): ConnectBench {
  const wire: WireEvent[] = [];
  let started: { sandbox: Sandbox; connect: ConnectSandbox; provider: Provider } | undefined;
  const parts = () => {
    if (!started) throw new Error('everything starts in beforeAll');
    return started;
  };

  beforeAll(async () => {
    const sandbox = await startSandbox();
    const connect = await startConnect(sandbox);
    const provider = createConnectProvider({
      timeoutMs: 10_000,
      signInHosts: [connect.address],
      clock: systemClock,
      onWire: (event) => wire.push(event),
      ...settings,
    });
    started = { sandbox, connect, provider };
  });
  afterAll(async () => {
    await started?.provider.close('all');
    await started?.connect.close();
    await started?.sandbox.close();
  });

  const sessionWith = (token: string, managerId: string = randomUUID()) => ({
    managerId,
    revision: 1,
    credential: connectCredential({ serverUrl: parts().connect.address, token }),
  });
  return {
    wire,
    get sandbox() {
      return parts().sandbox;
    },
    get connect() {
      return parts().connect;
    },
    get provider() {
      return parts().provider;
    },
    sessionWith,
    session: (vaults) => sessionWith(parts().connect.mintToken(vaults ? { vaults } : {}).token),
  };
}
