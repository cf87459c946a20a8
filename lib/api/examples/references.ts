import { wordsOfCode } from '@/lib/kernel/code-words';
import { exampleSource } from '@/lib/secrets/schema';
import type { Examples } from './example';
import { at, ids, shownReference, storedReference } from './ids';

export const referenceExamples: Examples = {
  checkReference: {
    summary: 'A reference by names, which is found',
    body: { secretManagerId: ids.manager, reference: shownReference },
    answer: {
      ok: true,
      reference: { ids: storedReference, names: shownReference },
      titles: { vault: 'Production', item: 'Stripe', field: 'Secret Key' },
      fieldType: 'Concealed',
      itemUpdatedAt: at,
      source: 'provider',
      state: 'fresh',
      ageMs: 55,
    },
  },
  resolveReferences: {
    summary: 'A reference that is found, and one that is not',
    body: {
      secretManagerId: ids.manager,
      references: [shownReference, { path: ['Production', 'Stripe', 'Old key (a/b)'] }],
    },
    answer: {
      results: [
        { reference: shownReference, value: 'sk_…', ...exampleSource },
        {
          reference: 'op://Production/Stripe/Old key (a/b)',
          error: { code: 'secret_not_found', message: wordsOfCode('secret_not_found', 'en').message },
        },
      ],
    },
  },
  repairReference: {
    summary: 'Another field of the same item',
    body: {
      connection: 'shop-stripe',
      field: 'secretKey',
      reference: storedReference,
      instead: 'op://Production/Stripe/Restricted Key',
    },
  },
};
