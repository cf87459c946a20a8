import { z } from 'zod';
import { saysOf } from '@/lib/kernel/says-of';
import { scopeFields } from '@/lib/kernel/scope';

const referenceText = z.string().min(1, saysOf('referenceMissing')).max(2_000);

/** A place by its names, in which any character may stand. */
export const pathSchema = z
  .array(z.string().max(400))
  .min(3, saysOf('pathForm'))
  .max(4, saysOf('pathForm'))
  // The section alone may be empty: the nameless one.
  .refine(
    (path) => path.every((name, at) => name !== '' || (path.length === 4 && at === 2)),
    saysOf('pathForm'),
  )
  .describe(
    'In place of a reference: `["vault","item","field"]` or `["vault","item","section","field"]`. Names may hold any character, also those that a reference refuses; ids are taken too.',
  );
export type Path = z.infer<typeof pathSchema>;

export const checkInputSchema = z
  .object({
    secretManagerId: z.string().min(1).max(64).describe('The secret manager to look in.'),
    reference: referenceText
      .optional()
      .describe('As `op://vault/item/field`, by names or ids. Either it or `path` is needed.'),
    path: pathSchema.optional(),
  })
  .refine(
    ({ reference, path }) => (reference === undefined) !== (path === undefined),
    saysOf('referenceOrPath'),
  );
export type CheckInput = z.input<typeof checkInputSchema>;

const ofConnection = { connection: z.object(scopeFields).optional() };

/** A pasted text, and the scope of the connection that it is for. */
export const suggestInputSchema = z.object({
  secretManagerId: z.string().min(1).max(64),
  reference: referenceText,
  ...ofConnection,
});
export type SuggestInput = z.input<typeof suggestInputSchema>;

/** A text that somebody searches for, and the scope of the connection that it is for. */
export const searchInputSchema = z.object({ text: z.string().max(200), ...ofConnection });
export type SearchInput = z.output<typeof searchInputSchema>;
export type SearchAsked = z.input<typeof searchInputSchema>;

export const readForSearchInputSchema = z.object({
  secretManagerId: z.string().min(1).max(64),
  ...ofConnection,
});
export type ReadForSearchInput = z.input<typeof readForSearchInputSchema>;

/** The most that one call checks. */
export const mostChecks = 100;
export const checkAllInputSchema = z.array(checkInputSchema).max(mostChecks);

export const sources = ['memory', 'table', 'provider', 'literal'] as const;
export type Source = (typeof sources)[number];
export const states = ['fresh', 'stale'] as const;
export type State = (typeof states)[number];

/** Where a value came from: written once, for every answer that tells it. */
export const sourceFields = {
  source: z.enum(sources),
  state: z.enum(states),
  ageMs: z.number().describe('How old it is, in milliseconds.'),
  confirming: z
    .literal(true)
    .optional()
    .describe(
      'The secret manager refused it once and is being asked again: it is served as stale meanwhile.',
    ),
  fallbackId: z
    .string()
    .optional()
    .describe('The secret manager that gave it, since the one that it is bound through cannot be reached.'),
  detached: z
    .literal(true)
    .optional()
    .describe(
      'Latchkey cannot reach its database: what is changed in Latchkey meanwhile, such as a binding, a literal or who may resolve, is not seen yet.',
    ),
};
export const valueSourceSchema = z.object(sourceFields);
export type ValueSource = z.infer<typeof valueSourceSchema>;

/** Of a value that was typed. */
export const literalSource: ValueSource = { source: 'literal', state: 'fresh', ageMs: 0 };

/** For samples of answers. */
export const exampleSource: ValueSource = { source: 'memory', state: 'fresh', ageMs: 41_200 };

/** What a check and a test tell of it. */
export const toldSourceFields = valueSourceSchema
  .pick({ source: true, state: true, ageMs: true })
  .partial().shape;

export const titlesSchema = z.object({
  vault: z.string(),
  item: z.string(),
  section: z.string().optional(),
  field: z.string(),
});
export type Titles = z.infer<typeof titlesSchema>;

export const didYouMeanSchema = z
  .array(z.string())
  .optional()
  .describe(
    'With `secret_not_found`: references that are near to it, at most three, where any are known. They are not checked.',
  );

/** A secret that may be meant. */
export interface Offer {
  /** By ids; by names where the fields of the item are not known. */
  reference: string;
  shownReference: string;
  titles: Titles;
}

/** Something that a search found. A field, or a variable, has the references by which it can be bound. */
export interface SearchHit {
  kind: 'vault' | 'environment' | 'item' | 'field';
  secretManagerId: string;
  /** Or of the environment, which has no items. */
  vaultId: string;
  itemId?: string;
  titles: { vault: string; item?: string; section?: string | undefined; field?: string };
  /** By ids. */
  reference?: string;
  shownReference?: string;
}

/** The best of each kind, and in which secret managers more could be found once it is listed. */
export interface SearchAnswer {
  hits: SearchHit[];
  /** `items`: of so many the fields are not listed; null where vaults or items are not listed either. */
  unread: { secretManagerId: string; items: number | null }[];
}

/** How many items were too many to list their fields. */
export interface ReadForSearch {
  left: number;
}

/** `same`: these are its names; `near`: they may have been meant. */
export type Offers = { kind: 'same' | 'near'; offers: Offer[] };

/** What a check tells: found or why not, from where, how old. Never the value. */
export const checkResultSchema = z.object({
  ok: z.boolean(),
  code: z.string().optional(),
  message: z.string().optional(),
  retryAfterMs: z.number().optional(),
  didYouMean: didYouMeanSchema,
  reference: z
    .object({
      ids: z.string().describe('The form that is stored.'),
      names: z.string().describe('The form that people read.'),
    })
    .optional(),
  titles: titlesSchema.optional(),
  fieldType: z.string().optional(),
  itemUpdatedAt: z.string().optional(),
  ...toldSourceFields,
});
export type CheckResult = z.infer<typeof checkResultSchema>;

export const resolveInputSchema = z.object({
  secretManagerId: z.string().min(1).max(64).describe('The secret manager to read from.'),
  references: z
    .array(z.union([referenceText, z.object({ path: pathSchema }).strict()]))
    .min(1)
    .max(1_000)
    .describe(
      'References, or paths of names. A path whose names a reference refuses is looked up in listings, which are kept for two minutes: what has to resolve while the secret manager cannot be reached is better named by ids, or bound in a connection.',
    ),
});
export type ResolveInput = z.input<typeof resolveInputSchema>;

/** The error in the place of one of several results. */
export const toldErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  retryAfterMs: z.number().optional(),
});

export const resolveResultSchema = z.object({
  results: z.array(
    z.union([
      z.object({
        reference: z.string(),
        value: z.string(),
        ...sourceFields,
      }),
      z.object({
        reference: z.string(),
        error: toldErrorSchema,
      }),
    ]),
  ),
});
