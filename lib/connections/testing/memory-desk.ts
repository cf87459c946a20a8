import { beforeAll } from 'vitest';
import { setAccess } from '@/lib/managers/access';
import { connectManager } from '@/lib/managers/connect';
import type { ManagerView } from '@/lib/managers/schema';
import { noteWireEvent } from '@/lib/managers/wire';
import { clock } from '@/lib/platform/clock';
import { registerProviders } from '@/lib/providers/registry';
import { addMemoryKind, memoryId } from '@/lib/providers/testing/memory/kind';
import { createMemoryProvider } from '@/lib/providers/testing/memory/provider';
import { MemoryStore } from '@/lib/providers/testing/memory/store';
import { bind } from './bound';
import { admin, team } from './callers';
import { grantAll } from './desk';

/** A secret manager whose references are of another scheme, whose places repeat to any depth, and that reads one secret a request. */
export interface MemoryDesk {
  readonly store: MemoryStore;
  readonly manager: ManagerView;
  /** Lets the team use what these patterns let through, and nothing else. */
  grant(...patterns: string[]): Promise<unknown>;
  /** A connection of the team, bound to these references. Answers its key. */
  bind(references: Readonly<Record<string, string>>): Promise<string>;
  /** How many requests some work takes. */
  requestsOf(work: () => Promise<unknown>): Promise<number>;
}

/** Gives a test file such a secret manager, with the mounts `team` and `payroll`; everything of it is the team's. */
export function useMemoryDesk(): MemoryDesk {
  addMemoryKind();
  const store = new MemoryStore();
  let manager: ManagerView | undefined;
  const connected = () => {
    if (!manager) throw new Error('the secret manager is connected in beforeAll');
    return manager;
  };
  beforeAll(async () => {
    const onWire = noteWireEvent.bind(null, memoryId);
    const settings = { clock: { now: () => clock().now() }, signInHosts: [], onWire };
    registerProviders({ [memoryId]: createMemoryProvider(store, settings) });
    store.put('team/apps/billing/db', { user: 'app', password: 'first' });
    store.put('team/apps/mail', { key: 'mail key' });
    store.put('team/top', { key: 'top key' });
    store.put('payroll/wages', { key: 'wages key' });
    const config = { serviceAccountToken: store.mint('team', 'payroll') };
    manager = await connectManager({
      caller: admin,
      input: { name: 'In memory', provider: memoryId, config },
    });
    await grantAll(manager);
  });
  return {
    store,
    get manager() {
      return connected();
    },
    grant(...patterns) {
      const projects = [{ projectId: team.id, patterns }];
      return setAccess({ caller: admin, input: { id: connected().id, projects } });
    },
    bind: (references) => bind({ manager: connected() }, references),
    async requestsOf(work) {
      const before = store.requests.length;
      await work();
      return store.requests.length - before;
    },
  };
}
