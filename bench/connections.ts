import { randomUUID } from 'node:crypto';
import { database } from '@/lib/platform/database';

export interface BoundConnection {
  key: string;
  /** Of its fields `f0`, `f1`, … */
  references: readonly string[];
}

/**
 * Connections whose fields are bound to these references, so many each, the fields of one item together as far as they
 * go. Written as createConnection writes them, but without reading the references: the day begins with nothing cached.
 */
export async function bindAll(
  secretManagerId: string,
  references: readonly string[],
  fieldsEach: number,
): Promise<BoundConnection[]> {
  const byItem = references.toSorted();
  const connections = Array.from({ length: Math.ceil(byItem.length / fieldsEach) }, (_, at) => ({
    id: randomUUID(),
    key: `app-${at}`,
    references: byItem.slice(at * fieldsEach, (at + 1) * fieldsEach),
  }));
  await database().connection.createMany({
    data: connections.map(({ id, key }) => ({
      id,
      key,
      name: key,
      app: 'custom',
      scope: 'platform',
      createdBy: 'bench',
    })),
  });
  const fields = connections.flatMap(({ id, references: bound }) =>
    bound.map((reference, at) => ({
      connectionId: id,
      name: `f${at}`,
      secretManagerId,
      reference,
      shownReference: reference,
      isVerified: true,
    })),
  );
  for (let at = 0; at < fields.length; at += 1_000)
    await database().connectionField.createMany({ data: fields.slice(at, at + 1_000) });
  return connections;
}
