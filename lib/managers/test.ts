import { verb } from '@/lib/access/verb';
import { credentialOf } from '@/lib/providers/credential-of';
import { connectedAs, presentAccount, probeCredential } from './probe';
import { type TestResult, testInputSchema } from './schema';

/**
 * Tests a credential without saving it: signs in, lists the vaults it sees, and names the secret managers that use
 * this service account already.
 * Throws `forbidden`, `invalid_input`, `over_budget`, `invalid_token`, `sign_in_address_refused`, `provider_*`.
 */
export const testCredential = verb({
  name: 'testCredential',
  right: 'secret-manager:write',
  input: testInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<TestResult> => {
    const { provider, config } = input;
    const account = await probeCredential(caller, provider, credentialOf(provider, config));
    return presentAccount(account, await connectedAs(caller, account));
  },
});
