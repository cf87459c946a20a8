import type { Sandbox } from '../sandbox/handle';

export interface BadReference {
  name: string;
  reference: string;
  code: 'reference_invalid' | 'secret_not_found' | 'secret_ambiguous';
  says: RegExp;
}

const unknownId = 'aaaaaaaaaaaaaaaaaaaaaaaaaa';

/** References that lead nowhere in the seeded sandbox, for a token that reads Production and Shared alone. */
export function badReferences(sandbox: Sandbox): BadReference[] {
  const production = sandbox.findVault('Production');
  const archived = sandbox.findItem(production, 'Stripe Legacy').item;
  const stripe = sandbox.findItem(production, 'Stripe').item;
  const malformed: Omit<BadReference, 'code'>[] = [
    { name: 'without its prefix', reference: 'Production/Stripe/Secret Key', says: /begins with op:\/\// },
    { name: 'in upper case', reference: 'OP://Production/Stripe/Secret Key', says: /lower case/ },
    { name: 'of two parts', reference: 'op://Production/Stripe', says: /three or four parts/ },
    { name: 'of five parts', reference: 'op://Production/Stripe/a/b/c', says: /three or four parts/ },
    {
      name: 'with characters that references refuse',
      reference: 'op://Production/Payments (EU)/API key',
      says: /another character/,
    },
    {
      name: 'with an unknown query',
      reference: 'op://Production/Stripe/Secret Key?attribute=type',
      says: /attribute=otp/,
    },
  ];
  const missing: Omit<BadReference, 'code'>[] = [
    { name: 'to a missing vault', reference: 'op://Nowhere/Stripe/Secret Key', says: /Nowhere/ },
    { name: 'to a vault that is not granted', reference: 'op://Staging/Stripe/Secret Key', says: /Staging/ },
    { name: 'to a missing item', reference: 'op://Production/Strype/Secret Key', says: /Strype/ },
    { name: 'to a missing field', reference: 'op://Production/Stripe/Secret', says: /field/ },
    {
      name: 'to a missing section',
      reference: 'op://Production/Stripe/Nowhere/Secret Key',
      says: /section|field/,
    },
    { name: 'to an archived item', reference: 'op://Production/Stripe Legacy/Secret Key', says: /archive/ },
    {
      name: 'to an archived item by id',
      reference: `op://${production}/${archived}/Secret Key`,
      says: /archive/,
    },
    {
      name: 'to a missing item by id',
      reference: `op://${production}/${unknownId}/Secret Key`,
      says: /item/,
    },
    {
      name: 'to a missing field by id',
      reference: `op://${production}/${stripe}/${unknownId}`,
      says: /field/,
    },
  ];
  return [
    ...malformed.map((each) => ({ ...each, code: 'reference_invalid' as const })),
    ...missing.map((each) => ({ ...each, code: 'secret_not_found' as const })),
    {
      name: 'to one of two items of the same title',
      reference: 'op://Production/Twilio/Auth Token',
      code: 'secret_ambiguous',
      says: /[Mm]ore than one item/,
    },
  ];
}
