import { verb } from '@/lib/access/verb';
import { pastedToken } from './credential';
import { presentAccount, probeCredential } from './probe';
import { type TestResult, testInputSchema } from './schema';

/**
 * Tests a credential without saving it: signs in and lists the vaults it sees.
 * Throws `forbidden`, `invalid_input`, `over_budget`, `invalid_token`, `sign_in_address_refused`, `provider_*`.
 */
export const testCredential = verb({
  name: 'testCredential',
  right: 'secret-manager:write',
  input: testInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<TestResult> => {
    const { provider, config } = input;
    return presentAccount(await probeCredential(caller, provider, pastedToken(config.serviceAccountToken)));
  },
});
