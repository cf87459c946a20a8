import { randomUUID } from 'node:crypto';
import { database } from '../database';

/** Writes the row of a secret manager whose provider nobody asks. Returns its id. */
export async function makeManagerRow(): Promise<string> {
  const id = randomUUID();
  await database().secretManager.create({
    data: {
      id,
      name: id,
      provider: 'onepassword',
      scope: 'platform',
      sealedCredential: new Uint8Array([1]),
      credentialMark: id,
      signInAddress: 'https://example.1password.com',
      serviceAccount: 'x',
      vaultCount: 0,
      policy: {},
      status: 'connected',
    },
  });
  return id;
}
