'use server';

import { createApiKey } from '@/lib/api-keys/create';
import { setKeyDefaults } from '@/lib/api-keys/defaults';
import { revokeApiKey } from '@/lib/api-keys/revoke';
import { rotateApiKey } from '@/lib/api-keys/rotate';
import type { ApiKeyView, CreateInput, KeyDefaults } from '@/lib/api-keys/schema';
import { runChange } from '@/lib/doors/action';
import { revealCreatedApiKey } from '@/lib/doors/reveal';
import type { Outcome } from '@/lib/kernel/outcome';

/** Makes a key. The answer holds it, this once. */
export async function createAction(input: CreateInput): Promise<Outcome<ApiKeyView & { key: string }>> {
  return runChange('create-api-key', async (caller) =>
    revealCreatedApiKey(await createApiKey({ caller, input })),
  );
}

/** Makes a key that takes the place of another one. The answer holds it, this once. */
export async function rotateAction(input: {
  id: string;
  overlapMs: number;
}): Promise<Outcome<ApiKeyView & { key: string }>> {
  return runChange('rotate-api-key', async (caller) =>
    revealCreatedApiKey(await rotateApiKey({ caller, input })),
  );
}

/** Ends a key for good. */
export async function revokeAction(id: string): Promise<Outcome<ApiKeyView>> {
  return runChange('revoke-api-key', (caller) => revokeApiKey({ caller, input: { id } }));
}

/** Sets when new keys end. */
export async function setDefaultsAction(input: KeyDefaults): Promise<Outcome<KeyDefaults>> {
  return runChange('set-key-defaults', (caller) => setKeyDefaults({ caller, input }));
}
