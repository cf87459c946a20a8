import { requireMay } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { noInputSchema } from '@/lib/kernel/ids';
import { type Sentence, sentence } from '@/lib/kernel/sentence';
import { refusedFields } from '@/lib/managers/refused-fields';
import { database } from '@/lib/platform/database';
import { sayNow } from '@/lib/platform/language';
import { reportOnKeys } from './keys';
import { reportOnPeople } from './people';
import type { AccessReport, ReportItem } from './schema';

/** An item before it is worded. */
export interface Reported extends Omit<ReportItem, 'id' | 'message'> {
  says: Sentence;
}

/**
 * What the rules of access refuse of what is set up, and what they let through that an admin should look at: fields whose
 * projects may not use their secret, keys that read less than before or may read by reference, people who can change
 * nothing. From stored rows alone: no request goes out. Throws `forbidden`.
 */
export const reportAccess = verb({
  name: 'reportAccess',
  right: 'access:report',
  input: noInputSchema,
  audit: [],
  run: async ({ caller }): Promise<AccessReport> => {
    requireMay(caller, 'access:report', null);
    const reported = [...(await reportOnFields()), ...(await reportOnKeys()), ...(await reportOnPeople())];
    const items = reported.map(({ says, ...item }) => ({
      id: [item.kind, item.subject.id, item.secretManager?.id ?? '', item.subject.label].join(':'),
      ...item,
      message: sayNow(says),
    }));
    return { items, nextCursor: null, refused: items.filter(({ outcome }) => outcome === 'refused').length };
  },
});

async function reportOnFields(): Promise<Reported[]> {
  const fields = await refusedFields(database());
  return fields.map(({ connection, field, shownReference, secretManagerId, secretManagerName }) => ({
    kind: 'field_refused',
    outcome: 'refused',
    subject: { kind: 'connection', id: connection.key, label: `${connection.name} / ${field}` },
    secretManager: { id: secretManagerId, name: secretManagerName },
    says: sentence('reportFieldRefused', { reference: shownReference, name: secretManagerName }),
  }));
}
