import { setAccess } from '@/lib/managers/access';
import { connectManager } from '@/lib/managers/connect';
import type { ManagerView } from '@/lib/managers/schema';
import { database } from '@/lib/platform/database';
import { publishLocally } from '@/lib/platform/invalidation';
import { anyOf } from '@/lib/providers/patterns';
import { schemeOf } from '@/lib/providers/references';
import type { MintedToken, Sandbox } from '@/sandbox/handle';
import { admin, makeTeam, team } from './callers';

export interface Desk {
  manager: ManagerView;
  token: MintedToken;
  vaultId: string;
}

let made = 0;

/**
 * A vault of its own with the given items (field label → value), a token for it and a platform-wide secret manager of
 * which the team may use everything.
 */
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
  await grantAll(manager);
  return { manager, token, vaultId };
}

/** Lets the team, and these projects, use everything of a platform-wide secret manager. */
export async function grantAll(
  { id, provider = 'onepassword' }: { id: string; provider?: string },
  ...projectIds: string[]
): Promise<void> {
  await makeTeam();
  const projects = [team.id, ...projectIds].map((projectId) => ({
    projectId,
    patterns: [anyOf(schemeOf(provider))],
  }));
  await setAccess({ caller: admin, input: { id, projects } });
}

/** Leaves a secret manager to nobody: it is of no project. */
export async function takeAway({ id }: { id: string }): Promise<void> {
  const data = { scope: 'project', projects: { deleteMany: {} } };
  await database().secretManager.update({ where: { id }, data });
  publishLocally({ topic: 'secret-manager', id });
}

/** Makes it platform-wide again, with everything for the team. */
export async function giveBack({ id }: { id: string }): Promise<void> {
  await database().secretManager.update({ where: { id }, data: { scope: 'platform' } });
  await grantAll({ id });
}
