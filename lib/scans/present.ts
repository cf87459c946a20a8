import { scopedOf } from '@/lib/access/may';
import type { BrokenField } from '@/lib/connections/broken';
import { toldFinding } from '@/lib/connections/told-finding';
import type { Caller } from '@/lib/kernel/caller';
import { shownFieldName } from '@/lib/kernel/field-name';
import { may } from '@/lib/kernel/permissions';
import { database } from '@/lib/platform/database';
import { type FindingView, findingViewSchema } from './schema';

const fieldSelect = {
  id: true,
  name: true,
  reference: true,
  shownReference: true,
  connection: {
    select: { key: true, name: true, app: true, scope: true, projects: { select: { projectId: true } } },
  },
  secretManager: { select: { name: true } },
} as const;

const shape = findingViewSchema.shape;

/** What leaves of broken fields, as far as it is the caller's to know. In the order given. */
export async function presentFindings(found: readonly BrokenField[], caller: Caller): Promise<FindingView[]> {
  const rows = await database().connectionField.findMany({
    where: { id: { in: found.map(({ fieldId }) => fieldId) } },
    select: fieldSelect,
  });
  const fields = new Map(rows.map((row) => [row.id, row]));
  const views = found.map(async (broken): Promise<FindingView[]> => {
    const field = fields.get(broken.fieldId);
    if (!field) return [];
    const { connection } = field;
    const told = await toldFinding(caller, broken, scopedOf(connection));
    return [
      {
        ...told,
        id: broken.fieldId,
        connection: {
          key: connection.key,
          name: connection.name,
          app: shape.connection.shape.app.parse(connection.app),
        },
        field: shownFieldName(field.name),
        since: broken.since.toISOString(),
        secretManagerId: broken.secretManagerId,
        secretManagerName: field.secretManager?.name ?? null,
        reference: field.reference ?? '',
        shownReference: field.shownReference ?? field.reference ?? '',
        isScanned: broken.scanned !== null,
        mayRepair: may(caller, 'connection:write', scopedOf(connection)),
      },
    ];
  });
  return (await Promise.all(views)).flat();
}
