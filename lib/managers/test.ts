import { requirePermission } from '@/lib/access/permission';
import type { Caller } from '@/lib/kernel/caller';
import { parseInput } from '@/lib/kernel/parse';
import { pastedToken } from './credential';
import { presentAccount, probeCredential } from './probe';
import { type TestInput, type TestResult, testInputSchema } from './schema';

/**
 * Tests a credential without saving it: signs in and lists the vaults it sees.
 * Throws `forbidden`, `invalid_input`, `invalid_token`, `sign_in_address_refused`, `provider_*`.
 */
export async function testCredential({
  caller,
  input,
}: {
  caller: Caller;
  input: TestInput;
}): Promise<TestResult> {
  requirePermission(caller, 'secret-manager:write');
  const { provider, config } = parseInput(testInputSchema, input);
  return presentAccount(await probeCredential(provider, pastedToken(config.serviceAccountToken)));
}
