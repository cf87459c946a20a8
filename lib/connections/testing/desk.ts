import { connectManager } from '@/lib/managers/connect';
import type { ManagerView } from '@/lib/managers/schema';
import type { MintedToken, Sandbox } from '@/sandbox/sandbox';
import { admin } from './callers';

export interface Desk {
  manager: ManagerView;
  token: MintedToken;
  vaultId: string;
}

let made = 0;

/** A vault of its own with the given items (field label → value), a token for it and a connected secret manager. */
export async function connectDesk(
  sandbox: Sandbox,
  items: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<Desk> {
  made += 1;
  const { id: vaultId } = sandbox.createVault({ name: `Desk ${made}` });
  for (const [title, fields] of Object.entries(items)) {
    sandbox.createItem({
      vault: vaultId,
      title,
      category: 'ApiCredentials',
      fields: Object.entries(fields).map(([label, value]) => ({ label, type: 'Concealed', value })),
    });
  }
  const token = sandbox.mintToken({ vaults: [vaultId] });
  const manager = await connectManager({
    caller: admin,
    input: {
      name: `Desk ${made}`,
      provider: 'onepassword',
      config: { serviceAccountToken: token.token },
    },
  });
  return { manager, token, vaultId };
}
