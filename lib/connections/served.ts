import { allowanceOfConnection } from '@/lib/access/grants';
import { LatchkeyError } from '@/lib/kernel/errors';
import { isEnvironmentField } from '@/lib/kernel/field-name';
import { messageFor } from '@/lib/kernel/message';
import type { Scoped } from '@/lib/kernel/permissions';
import { titlesOf } from '@/lib/managers/bound-titles';
import { grantsOf } from '@/lib/managers/grants-of';
import type { Transaction } from '@/lib/platform/database';
import { parseLocator } from '@/lib/providers/references';
import { placeInEnvironment } from './environment-place';

/**
 * Refuses a connection that binds a secret which not all of its projects may use: fields that an edit leaves alone count
 * too, since a wider scope, or another destination, must not carry others' secrets along. Throws `forbidden`.
 */
export async function requireServed(tx: Transaction, connectionId: string, scope: Scoped): Promise<void> {
  const fields = await tx.connectionField.findMany({
    where: { connectionId, reference: { not: null } },
    select: { name: true, reference: true, shownNames: true, secretManagerId: true },
  });
  const managers = await tx.secretManager.findMany({
    where: { fields: { some: { connectionId } } },
    include: { projects: { select: { projectId: true, patterns: true } } },
  });
  for (const manager of managers) {
    const grants = grantsOf(manager.provider, manager.projects);
    const projectIds = [...grants.keys()];
    const allowance = allowanceOfConnection({ scope: manager.scope, projectIds, grants }, scope);
    for (const { name, reference, shownNames, secretManagerId } of fields) {
      if (secretManagerId !== manager.id || reference === null) continue;
      const titles = titlesOf(shownNames);
      const locator = parseLocator(reference);
      if (allowance.allows({ locator, titles })) continue;
      const says = messageFor('scopeTooWide', { name: manager.name });
      const place = isEnvironmentField(name) ? placeInEnvironment(locator.member) : `fields.${name}`;
      throw new LatchkeyError('forbidden', { says, fields: { [place]: says } });
    }
  }
}
