import { z } from 'zod';
import { slip } from './name-match';

/** A property that no schema names: where it stands, what it is called, and which one it was probably meant for. */
export interface UnknownName {
  path: readonly string[];
  name: string;
  meant?: string;
}

type Schema = z.core.$ZodType;
type Shape = Readonly<Record<string, Schema>>;

/**
 * The properties of `input` that `schema` does not name, however deep, in the order of the input. Of the alternatives of a
 * union that one counts which names most of what is there. What a `z.record` or a `z.looseObject` takes is known by any name.
 */
export function unknownNames(schema: Schema, input: unknown, path: readonly string[] = []): UnknownName[] {
  if (typeof input !== 'object' || input === null) return [];
  const plain = withoutWrapping(schema);
  if (plain instanceof z.ZodArray && Array.isArray(input))
    return input.flatMap((each, at) => unknownNames(plain.element, each, [...path, String(at)]));
  if (Array.isArray(input)) return [];
  if (plain instanceof z.ZodRecord)
    return Object.entries(input).flatMap(([name, part]) =>
      unknownNames(plain.valueType, part, [...path, name]),
    );
  if (plain instanceof z.ZodUnion) return ofUnion(plain.options, input, path);
  if (plain instanceof z.ZodObject) return ofObject(plain, input, path);
  return [];
}

function ofObject(schema: z.ZodObject, input: object, path: readonly string[]): UnknownName[] {
  const shape: Shape = schema.shape;
  const takesAny = schema.def.catchall !== undefined && !(schema.def.catchall instanceof z.ZodNever);
  return Object.entries(input).flatMap(([name, part]) => {
    const known = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (known) return unknownNames(known, part, [...path, name]);
    return takesAny ? [] : [{ path, name, ...meantBy(name, shape, input) }];
  });
}

function ofUnion(options: readonly Schema[], input: object, path: readonly string[]): UnknownName[] {
  const found = options.map((option) => ({
    fits: z.safeParse(option, input).success,
    known: knownIn(option, input),
    unknown: unknownNames(option, input, path),
  }));
  const objects = found.filter(({ known }) => known !== undefined);
  objects.sort(
    (one, other) =>
      Number(other.fits) - Number(one.fits) ||
      (other.known ?? 0) - (one.known ?? 0) ||
      one.unknown.length - other.unknown.length,
  );
  return objects[0]?.unknown ?? [];
}

/** How many properties of `input` the schema names itself. Undefined: it is no object. */
function knownIn(schema: Schema, input: object): number | undefined {
  const plain = withoutWrapping(schema);
  if (!(plain instanceof z.ZodObject)) return undefined;
  return Object.keys(input).filter((name) => Object.hasOwn(plain.shape, name)).length;
}

/** The nearest name that is not given already. */
function meantBy(name: string, shape: Shape, input: object): { meant?: string } {
  const near = Object.keys(shape)
    .filter((known) => !Object.hasOwn(input, known))
    .map((known) => ({ known, distance: slip(name, known) }))
    .filter((each): each is { known: string; distance: number } => each.distance !== undefined)
    .sort((one, other) => one.distance - other.distance);
  return near[0] ? { meant: near[0].known } : {};
}

/** What is inside of optional, nullable, default, read-only and piped schemas: what comes in. */
function withoutWrapping(schema: Schema): Schema {
  let inner = schema;
  for (;;) {
    if (inner instanceof z.ZodPipe) inner = inner.in;
    else if (inner instanceof z.ZodLazy) inner = inner.unwrap();
    else if (isWrapping(inner)) inner = inner.unwrap();
    else return inner;
  }
}

function isWrapping(schema: Schema): schema is z.ZodOptional | z.ZodNullable | z.ZodDefault | z.ZodReadonly {
  return [
    z.ZodOptional,
    z.ZodNullable,
    z.ZodDefault,
    z.ZodPrefault,
    z.ZodNonOptional,
    z.ZodCatch,
    z.ZodReadonly,
  ].some((kind) => schema instanceof kind);
}
