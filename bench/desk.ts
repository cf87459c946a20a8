import type { Account } from './account';
import type { ServerProcess } from './server-process';

/** What a workload needs of a server: its key, and the secret manager that connections are bound through. */
export interface Desk {
  secretManagerId: string;
  workloadKey: string;
}

/** Connects the account's token through the API and makes a workload's key. */
export async function setUpDesk(server: ServerProcess, account: Account, more: object = {}): Promise<Desk> {
  const manager = await server.api('POST', '/secret-managers', {
    name: 'Account',
    provider: 'onepassword',
    scope: 'platform',
    config: { serviceAccountToken: account.token },
    ...more,
  });
  const key = await server.api('POST', '/api-keys', { name: 'bench', role: 'workload', scope: 'platform' });
  return { secretManagerId: textIn(manager, 'id'), workloadKey: textIn(key, 'key') };
}

/** Makes a connection whose fields are bound to these references. */
export async function makeConnection(
  server: ServerProcess,
  { secretManagerId }: Desk,
  key: string,
  references: readonly string[],
): Promise<void> {
  const fields = Object.fromEntries(
    references.map((reference, at) => [`field${at}`, { secretManagerId, reference }]),
  );
  await server.api('POST', '/connections', { key, name: key, app: 'custom', scope: 'platform', fields });
}

function textIn(answer: unknown, name: string): string {
  const found: unknown = Object(answer)[name];
  if (typeof found !== 'string') throw new Error(`the answer has no ${name}`);
  return found;
}
