import { type Scoped, serves } from '@/lib/access/scope';
import { LatchkeyError } from '@/lib/kernel/errors';
import { sentence } from '@/lib/kernel/sentence';
import type { Transaction } from '@/lib/platform/database';

/**
 * Refuses a connection whose bound secret managers do not serve all of its projects: fields that an edit leaves
 * alone count too, since a wider scope must not carry a narrower manager's secrets along. Throws `forbidden`.
 */
export async function requireServed(tx: Transaction, connectionId: string, scope: Scoped): Promise<void> {
  const managers = await tx.secretManager.findMany({
    where: { fields: { some: { connectionId } } },
    include: { projects: { select: { projectId: true } } },
  });
  for (const { name, scope: managerScope, projects } of managers) {
    const manager = { scope: managerScope, projectIds: projects.map(({ projectId }) => projectId) };
    if (serves(manager, scope)) continue;
    throw new LatchkeyError('forbidden', {
      says: sentence('scopeTooWide', { name }),
    });
  }
}
