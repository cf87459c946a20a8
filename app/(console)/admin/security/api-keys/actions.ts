'use server';

import { createApiKey } from '@/lib/api-keys/create';
import { revokeApiKey } from '@/lib/api-keys/revoke';
import type { ApiKeyView, CreateInput } from '@/lib/api-keys/schema';
import { runChange } from '@/lib/doors/action';
import { revealCreatedApiKey } from '@/lib/doors/reveal';
import type { Outcome } from '@/lib/kernel/outcome';

/** Makes a key. The answer holds it, this once. */
export async function createAction(input: CreateInput): Promise<Outcome<ApiKeyView & { key: string }>> {
  return runChange('create-api-key', async (caller) =>
    revealCreatedApiKey(await createApiKey({ caller, input })),
  );
}

/** Ends a key for good. */
export async function revokeAction(id: string): Promise<Outcome<ApiKeyView>> {
  return runChange('revoke-api-key', (caller) => revokeApiKey({ caller, input: { id } }));
}
