import { requirePermission } from '@/lib/access/permission';
import { recordEvent } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { parseInput } from '@/lib/kernel/parse';
import { sentence } from '@/lib/kernel/sentence';
import { transaction } from '@/lib/platform/database';
import { destinationLabel } from './present';
import { reachedDestinations, requireOwnProject } from './reach';
import { idInputSchema } from './schema';

/** Takes a destination off the list: the next test sends nothing there. Throws `forbidden`, `not_found`, `invalid_input`. */
export async function removeDestination({
  caller,
  input,
}: {
  caller: Caller;
  input: { id: string };
}): Promise<void> {
  requirePermission(caller, 'destination:write');
  const { id } = parseInput(idInputSchema, input);
  await transaction(async (tx) => {
    const row = await tx.secretDestination.findFirst({
      where: { AND: [{ id }, reachedDestinations(caller)] },
    });
    if (!row) throw new LatchkeyError('not_found', { says: sentence('noSuchDestination') });
    requireOwnProject(caller, row.projectId);
    await tx.secretDestination.delete({ where: { id: row.id } });
    await recordEvent(tx, {
      caller,
      verb: 'destination.removed',
      subject: { kind: 'destination', id: row.id, label: destinationLabel(row) },
      details: { projectId: row.projectId, allowsPlain: row.allowsPlain },
    });
  });
}
