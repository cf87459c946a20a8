import { type Client, createClient } from '@1password/sdk';

/** The real SDK, signed in with a token. */
export function signIn(token: string): Promise<Client> {
  return createClient({ auth: token, integrationName: 'sandbox-tests', integrationVersion: '1.0.0' });
}

/** The message with which a call of the SDK fails; fails itself when the call succeeds. */
export async function messageOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('The call was expected to fail.');
}
