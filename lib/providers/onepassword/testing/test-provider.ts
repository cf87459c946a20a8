import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { systemClock } from '@/lib/kernel/clock';
import { SecretValue, textOfSecret } from '@/lib/kernel/secret-value';
import type { Provider, ProviderAnswer, ProviderSession, WireEvent } from '@/lib/providers/contract';
import { createOnePasswordProvider, type OnePasswordSettings } from '@/lib/providers/onepassword/host';
import type { Sandbox } from '@/sandbox/handle';
import { startSandbox } from '@/sandbox/sandbox';

/** A provider and an account of its own on loopback, for one test file. */
export interface TestBench {
  readonly sandbox: Sandbox;
  readonly provider: Provider;
  /** What the provider's requests met, oldest first. */
  readonly wire: WireEvent[];
  /** Another provider on the same account; closed with the bench. */
  newProvider(settings?: Partial<OnePasswordSettings>): Provider;
}

/** Starts sandbox and provider before the file's tests and ends both after them. */
export function useTestBench(settings: Partial<OnePasswordSettings> = {}): TestBench {
  let sandbox: Sandbox | undefined;
  let provider: Provider | undefined;
  const wire: WireEvent[] = [];
  const made: Provider[] = [];

  const newProvider = (extra: Partial<OnePasswordSettings> = {}): Provider => {
    const fresh = createOnePasswordProvider({
      timeoutMs: 10_000,
      signInHosts: [theSandbox().address],
      clock: systemClock,
      onWire: (event) => wire.push(event),
      ...settings,
      ...extra,
    });
    made.push(fresh);
    return fresh;
  };
  const theSandbox = () => {
    if (!sandbox) throw new Error('the sandbox starts in beforeAll');
    return sandbox;
  };

  beforeAll(async () => {
    sandbox = await startSandbox();
    provider = newProvider();
  });
  afterAll(async () => {
    await Promise.all(made.map((each) => each.close('all')));
    await sandbox?.close();
  });

  return {
    wire,
    newProvider,
    get sandbox() {
      return theSandbox();
    },
    get provider() {
      if (!provider) throw new Error('the provider is made in beforeAll');
      return provider;
    },
  };
}

/** A session with a token, as a manager of its own unless told. */
export function sessionWith(token: string, managerId: string = randomUUID(), revision = 1): ProviderSession {
  return { managerId, revision, credential: new SecretValue(token) };
}

/** What an answer comes to, in short: `= value`, or its code. */
export function brief(answer: ProviderAnswer | undefined): string {
  if (!answer) return 'no answer';
  return answer.ok ? `= ${textOfSecret(answer.value)}` : answer.code;
}
