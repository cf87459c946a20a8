import { requireMay } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { noInputSchema } from '@/lib/kernel/ids';
import { translate } from '@/lib/platform/language';
import { reportOnFields } from './fields';
import { reportOnKeys } from './keys';
import { reportOnPeople } from './people';
import type { AccessReport } from './schema';

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
      field: item.field ?? null,
      message: translate(says),
    }));
    return { items, nextCursor: null, refused: items.filter(({ outcome }) => outcome === 'refused').length };
  },
});
