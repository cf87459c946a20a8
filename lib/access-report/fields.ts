import { appIds } from '@/lib/kernel/apps';
import { type Message, messageFor } from '@/lib/kernel/message';
import { type RefusedBinding, refusedFields } from '@/lib/managers/refused-fields';
import { database } from '@/lib/platform/database';
import type { Reported } from './schema';

/** Bound fields whose connections may not use what they name, each with the grant that would let it through. */
export async function reportOnFields(): Promise<Reported[]> {
  const fields = await refusedFields(database());
  const lacking = [...new Set(fields.flatMap(({ projectIds }) => projectIds))];
  const projects = await database().project.findMany({
    where: { id: { in: lacking } },
    select: { id: true, name: true },
    orderBy: { sortName: 'asc' },
  });
  return fields.map((field) => ({
    kind: 'field_refused',
    outcome: 'refused',
    subject: {
      kind: 'connection',
      id: field.connection.key,
      label: `${field.connection.name} / ${field.field}`,
    },
    secretManager: { id: field.secretManagerId, name: field.secretManagerName },
    field: {
      connection: field.connection,
      app: appIds.find((id) => id === field.app) ?? 'custom',
      name: field.field,
      shownReference: field.shownReference,
      reason: field.reason,
      projects: projects.filter(({ id }) => field.projectIds.includes(id)),
      pattern: field.reason === 'not_granted' ? field.pattern : null,
    },
    says: wordsOfRefusal(field),
  }));
}

/** Why a bound field is refused, and what to do. */
export function wordsOfRefusal({
  reason,
  shownReference: reference,
  secretManagerName: name,
}: RefusedBinding): Message {
  switch (reason) {
    case 'not_granted':
      return messageFor('reportFieldRefused', { reference, name });
    case 'other_projects':
      return messageFor('reportFieldElsewhere', { reference, name });
    case 'not_platform_wide':
      return messageFor('reportFieldPlatform', { reference, name });
    case 'no_project':
      return messageFor('reportFieldNoProject', { reference });
  }
}
