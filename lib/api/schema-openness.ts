// JSON Schemas of the API's description. Answers are open: a later version may add properties, and a generated client
// must not break at them. Requests are closed, as the server refuses names that it does not know.

type Json = Record<string, unknown>;

/** Named schemas of a description, by name. */
export type Components = Record<string, unknown>;

const prefix = '#/components/schemas/';

/** Opens what answers consist of, in place, and closes what requests consist of, named schemas included. */
export function openAnswersAndCloseRequests(
  answers: readonly unknown[],
  requests: readonly unknown[],
  components: Components,
): void {
  const ofAnswers = reachable(answers, components);
  const ofRequests = reachable(requests, components);
  const inBoth = [...ofAnswers].filter((name) => ofRequests.has(name));
  // It would be open or closed by the order of the work.
  if (inBoth.length > 0) throw new Error(`schemas of requests and of answers: ${inBoth.join(', ')}`);
  for (const node of [...answers, ...[...ofAnswers].map((name) => components[name])]) each(node, open);
  for (const node of [...requests, ...[...ofRequests].map((name) => components[name])]) each(node, close);
}

/** Removes named schemas that nothing outside of them refers to, in place. */
export function dropUnused(roots: readonly unknown[], components: Components): void {
  const used = reachable(roots, components);
  for (const name of Object.keys(components)) if (!used.has(name)) delete components[name];
}

/** The names of the schemas that some nodes refer to, and those that these refer to. */
function reachable(roots: readonly unknown[], components: Components): Set<string> {
  const names = new Set<string>();
  const visit = (root: unknown) =>
    each(root, ({ $ref }) => {
      if (typeof $ref !== 'string' || !$ref.startsWith(prefix)) return;
      const name = $ref.slice(prefix.length);
      if (names.has(name)) return;
      names.add(name);
      visit(components[name]);
    });
  roots.forEach(visit);
  return names;
}

function open(schema: Json): void {
  nameProperties(schema);
  if (schema.additionalProperties === false) delete schema.additionalProperties;
}

/** Writes a record of a closed set of names, all of them required, as an object: generators know no names of records. */
function nameProperties(schema: Json): void {
  const { required, propertyNames, additionalProperties } = schema;
  if (!Array.isArray(required) || !isObject(propertyNames) || schema.properties !== undefined) return;
  schema.properties = Object.fromEntries(required.map((name) => [name, additionalProperties]));
  delete schema.propertyNames;
  delete schema.additionalProperties;
}

function close(schema: Json): void {
  // By Unicode property: without the flag that JSON Schema gives no way to set, it means something else to a client.
  if (typeof schema.pattern === 'string' && schema.pattern.includes('\\p{')) delete schema.pattern;
  if (schema.properties !== undefined && schema.additionalProperties === undefined)
    schema.additionalProperties = false;
}

/** Calls `work` for every schema in a node, those of properties and alternatives included. */
function each(node: unknown, work: (schema: Json) => void): void {
  if (Array.isArray(node)) {
    for (const part of node) each(part, work);
    return;
  }
  if (!isObject(node)) return;
  work(node);
  for (const [keyword, value] of Object.entries(node)) {
    if (dataKeywords.has(keyword)) continue;
    if (nameKeywords.has(keyword) && isObject(value)) each(Object.values(value), work);
    else each(value, work);
  }
}

/** Keywords whose value is data, not a schema. */
const dataKeywords: ReadonlySet<string> = new Set(['const', 'default', 'enum', 'example', 'examples']);
/** Keywords whose value holds schemas by name: a property may be called as a keyword is. */
const nameKeywords: ReadonlySet<string> = new Set(['properties', '$defs']);

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
