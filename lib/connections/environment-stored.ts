import { z } from 'zod';
import type { AnswerId } from '@/lib/cache/entry';
import { isEnvironmentField, shownFieldName } from '@/lib/kernel/field-name';
import { parseLocator } from '@/lib/providers/references';

const seenSchema = z.object({
  names: z.array(z.string()),
  // Of the answer that had them: an older one tells nothing of now.
  generation: z.string(),
  atMs: z.number(),
});
const storedSchema = z.object({ prefix: z.string(), seen: seenSchema.optional() });

/** What a stored field of a whole Environment knows beside its reference. */
export type StoredEnvironment = z.infer<typeof storedSchema>;
/** The names that an answer of all variables had. */
export type SeenNames = z.infer<typeof seenSchema>;

/** The column, read. Of a row that another release wrote without it, the prefix is what its name tells. */
export function storedEnvironment({
  name,
  reference,
  environment,
}: Pick<Row, 'name' | 'reference' | 'environment'>): StoredEnvironment {
  const stored = storedSchema.safeParse(environment).data;
  if (stored) return stored;
  const end = (reference === null ? '' : parseLocator(reference).member) || '*';
  const shown = shownFieldName(name);
  return { prefix: shown.endsWith(end) ? shown.slice(0, -end.length) : '' };
}

/** Names with the answer that had them, as they are stored. */
export function seenNames(names: readonly string[], { generation, fetchedAtMs }: AnswerId): SeenNames {
  return { names: [...names].sort(), generation: String(generation), atMs: Math.floor(fetchedAtMs) };
}

/** Whether names were seen in a later answer than others. */
export function isSeenLater(one: SeenNames, other: SeenNames | undefined): boolean {
  if (!other) return true;
  const generations = [BigInt(one.generation), BigInt(other.generation)] as const;
  return generations[0] === generations[1] ? one.atMs > other.atMs : generations[0] > generations[1];
}

/** Whether both are of the same names. */
export function areSameNames(one: SeenNames | undefined, other: SeenNames | undefined): boolean {
  return JSON.stringify(one?.names) === JSON.stringify(other?.names);
}

interface Row {
  name: string;
  secretManagerId: string | null;
  reference: string | null;
  environment: unknown;
}

/** The whole Environment of a connection, put together from its fields. */
export interface HeldEnvironment<Field extends Row = Row> {
  secretManagerId: string | null;
  environmentId: string;
  prefix: string;
  /** Absent: all variables. */
  only?: string[];
  /** Names that are known, without the prefix. */
  variables: string[];
  /** Fields of the connection's own that take the place of a variable. */
  clashes: string[];
  /** The fields that it is stored as, at least one. */
  fields: readonly [Field, ...Field[]];
}

/** Undefined: the connection has none. */
export function heldEnvironment<Field extends Row>(
  fields: readonly Field[],
): HeldEnvironment<Field> | undefined {
  const [first, ...others] = fields.filter(({ name }) => isEnvironmentField(name));
  if (!first) return undefined;
  const held: [Field, ...Field[]] = [first, ...others];
  const locators = held.flatMap(({ reference }) => (reference === null ? [] : [parseLocator(reference)]));
  const { prefix, seen } = storedEnvironment(first);
  const isWhole = locators.some(({ member }) => member === '');
  const variables = isWhole ? (seen?.names ?? []) : locators.map(({ member }) => member).sort();
  const own = new Set(fields.map(({ name }) => name));
  return {
    secretManagerId: first.secretManagerId,
    environmentId: locators[0]?.container ?? '',
    prefix,
    ...(isWhole ? {} : { only: variables }),
    variables,
    clashes: variables.map((name) => `${prefix}${name}`).filter((name) => own.has(name)),
    fields: held,
  };
}
