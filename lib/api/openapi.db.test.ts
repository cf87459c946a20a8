import { describe, expect, it } from 'vitest';
import { errorTable } from '@/lib/kernel/error-codes';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { requireNamedCode } from './testing/named-codes';
import { useTestApi } from './testing/use-api';

useTestDatabase();
const { ask } = useTestApi();

interface Operation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  security: object[];
  parameters?: { in: string; name: string; schema: object }[];
  requestBody?: object;
  responses: Record<string, Answer & { $ref?: string }>;
}

interface Answer {
  description: string;
  content?: Record<string, { schema: object }>;
}

interface Description {
  openapi: string;
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, { properties: Record<string, { enum?: string[] }> }>;
    securitySchemes: object;
    responses: Record<string, Answer>;
  };
}

const forKeysAlone = [
  'GET /api/v1/connections/{key}/events',
  'POST /api/v1/connections/resolve',
  'POST /api/v1/connections/{key}/resolve',
  'POST /api/v1/references/resolve',
];

/** Every call of the design, section 9, and those for keys, projects, users and audit. */
const calls = [
  'GET /api/live',
  'GET /api/started',
  'GET /api/ready',
  'GET /api/openapi.json',
  'POST /api/v1/secret-managers/test',
  'POST /api/v1/secret-managers',
  'GET /api/v1/secret-managers',
  'GET /api/v1/secret-managers/{id}',
  'PATCH /api/v1/secret-managers/{id}',
  'DELETE /api/v1/secret-managers/{id}',
  'POST /api/v1/secret-managers/{id}/test',
  'GET /api/v1/secret-managers/{id}/vaults',
  'GET /api/v1/secret-managers/{id}/vaults/{vaultId}/items',
  'GET /api/v1/secret-managers/{id}/vaults/{vaultId}/items/{itemId}/fields',
  'GET /api/v1/secret-managers/{id}/environments',
  'GET /api/v1/secret-managers/{id}/environments/{environmentId}/variables',
  'POST /api/v1/references/check',
  'POST /api/v1/references/resolve',
  'GET /api/v1/references/used-by',
  'GET /api/v1/references/places',
  'GET /api/v1/references/findings',
  'GET /api/v1/references/findings/counts',
  'GET /api/v1/attention',
  'POST /api/v1/references/repair',
  'GET /api/v1/secret-managers/{id}/access',
  'PUT /api/v1/secret-managers/{id}/access',
  'POST /api/v1/secret-managers/{id}/access/preview',
  'POST /api/v1/secret-managers/{id}/access/refusals',
  'GET /api/v1/secret-managers/{id}/browse',
  'GET /api/v1/secret-managers/{id}/scan',
  'POST /api/v1/secret-managers/{id}/scan',
  'POST /api/v1/secret-managers/scan',
  'POST /api/v1/connections/{key}/duplicate',
  'GET /api/v1/connections/{key}/versions',
  'GET /api/v1/connections/{key}/versions/{version}/restore',
  'POST /api/v1/connections/{key}/versions/{version}/restore',
  'POST /api/v1/connections/{key}/disable',
  'POST /api/v1/connections/{key}/enable',
  'GET /api/v1/tags',
  'POST /api/v1/bulk/connections/disable',
  'POST /api/v1/bulk/connections/enable',
  'POST /api/v1/bulk/connections/tag',
  'POST /api/v1/bulk/connections/remove',
  'POST /api/v1/bulk/connections/repoint/preview',
  'POST /api/v1/bulk/connections/repoint',
  'POST /api/v1/bulk/connections/repoint/{id}/undo',
  'GET /api/v1/connections',
  'POST /api/v1/connections',
  'GET /api/v1/connections/{key}',
  'GET /api/v1/connections/{key}/env',
  'GET /api/v1/connections/{key}/events',
  'GET /api/v1/connections/{key}/usage',
  'PATCH /api/v1/connections/{key}',
  'DELETE /api/v1/connections/{key}',
  'POST /api/v1/connections/{key}/resolve',
  'POST /api/v1/connections/resolve',
  'POST /api/v1/connections/{key}/test',
  'GET /api/v1/cache',
  'DELETE /api/v1/cache',
  'GET /api/v1/cache/summary',
  'GET /api/v1/cache/failures',
  'GET /api/v1/cache/references/{subject}',
  'GET /api/v1/cache/references/{subject}/events',
  'POST /api/v1/cache/preview',
  'POST /api/v1/cache/refresh',
  'POST /api/v1/cache/clear',
  'DELETE /api/v1/cache/{id}',
  'POST /api/v1/cache/{id}/refresh',
  'GET /api/v1/quota',
  'GET /api/v1/health/history',
  'POST /api/v1/secret-managers/{id}/breaker/close',
  'GET /api/v1/audit',
  'GET /api/v1/access/report',
  'GET /api/v1/api-keys',
  'POST /api/v1/api-keys',
  'POST /api/v1/api-keys/{id}/rotate',
  'DELETE /api/v1/api-keys/{id}',
  'GET /api/v1/settings/api-keys',
  'PUT /api/v1/settings/api-keys',
  'GET /api/v1/projects',
  'POST /api/v1/projects',
  'DELETE /api/v1/projects/{id}',
  'GET /api/v1/destinations',
  'POST /api/v1/destinations',
  'DELETE /api/v1/destinations/{id}',
  'GET /api/v1/users',
  'POST /api/v1/users',
  'PATCH /api/v1/users/{id}',
  'POST /api/v1/users/{id}/invitation',
  'POST /api/v1/users/{id}/reset-link',
];

async function description(): Promise<Description> {
  const { status, text } = await ask('GET', '/api/openapi.json');
  expect(status).toBe(200);
  return JSON.parse(text);
}

function operationsOf({ paths }: Description): [string, Operation][] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, each]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      each,
    ]),
  );
}

describe('the API’s description', () => {
  it('names every call, and nothing that is not one', async () => {
    const described = operationsOf(await description()).map(([call]) => call);
    expect(described.sort()).toEqual([...calls].sort());
  });

  it('is OpenAPI 3.1 whose parts refer to each other as they should', async () => {
    const read = await description();
    expect(read.openapi).toBe('3.1.0');
    const references = [...JSON.stringify(read).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target);
    expect(references.length).toBeGreaterThan(0);
    for (const target of references) {
      const [, kind, name] = /^#\/components\/(schemas|responses)\/(\w+)$/.exec(target ?? '') ?? [];
      const known: Record<string, object> = { ...read.components };
      expect([target, Object.keys(known[kind ?? ''] ?? {})]).toEqual([
        target,
        expect.arrayContaining([name]),
      ]);
    }
    const operations = operationsOf(read);
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [call, operation] of operations) {
      const inPath = [...call.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
      const declared = (operation.parameters ?? [])
        .filter((each) => each.in === 'path')
        .map(({ name }) => name);
      expect([call, declared.sort()]).toEqual([call, inPath]);
      expect(read.tags.map(({ name }) => name)).toEqual(expect.arrayContaining(operation.tags));
      expect([call, operation.summary]).toEqual([call, expect.stringMatching(/\w{3}/)]);
    }
  });

  it('tells for every call how errors look, and for all but the open ones who may ask', async () => {
    const read = await description();
    for (const [call, { security, responses }] of operationsOf(read)) {
      const isOpen = !call.includes('/v1/');
      const people = forKeysAlone.includes(call) ? [] : [{ session: [] }];
      expect([call, security]).toEqual([call, isOpen ? [] : [{ apiKey: [] }, ...people]]);
      expect(responses.default?.content?.['application/problem+json']?.schema).toEqual({
        $ref: '#/components/schemas/Problem',
      });
    }
    expect(read.components.schemas.Problem?.properties.code?.enum).toEqual(Object.keys(errorTable));
    expect(Object.keys(read.components.securitySchemes)).toEqual(['apiKey', 'session']);
  });

  it('names for every call the codes that it can give, each under its status', async () => {
    const read = await description();
    for (const [call, { responses }] of operationsOf(read)) {
      const named: string[] = [];
      for (const [status, answer] of Object.entries(responses)) {
        if (status === 'default' || Number(status) < 400) continue;
        const name = answer.$ref?.split('/').at(-1) ?? '';
        const { content } = read.components.responses[name] ?? answer;
        const text = JSON.stringify(content?.['application/problem+json']?.schema ?? {});
        const codes = /"enum":\[([^\]]+)\]/.exec(text)?.[1]?.replaceAll('"', '').split(',') ?? [];
        for (const code of codes)
          expect([call, code, Object(errorTable)[code]?.status]).toEqual([call, code, Number(status)]);
        named.push(...codes);
      }
      const generic = call.includes('/v1/') ? ['unauthenticated', 'forbidden', 'overloaded'] : [];
      expect([call, named]).toEqual([call, expect.arrayContaining(['misdirected', 'internal', ...generic])]);
    }
  });

  it('is held to these codes by whatever the tests ask', () => {
    const asked = (url: string) => ({ method: 'POST', url });
    expect(() => requireNamedCode(asked('/api/v1/projects'), 'conflict')).not.toThrow();
    expect(() => requireNamedCode(asked('/api/v1/projects?a=1'), 'in_use')).toThrow(/createProject.*in_use/);
    // A word goes before a parameter, and an address without an operation is none of the description's.
    expect(() => requireNamedCode(asked('/api/v1/secret-managers/test'), 'in_use')).toThrow(/testCredential/);
    expect(() => requireNamedCode(asked('/api/v1/nothing'), 'in_use')).not.toThrow();
  });

  it('describes every call, and says who may do what is guarded', async () => {
    for (const [call, { description: words }] of operationsOf(await description())) {
      expect([call, words]).toEqual([call, expect.stringMatching(/^[A-Z][\s\S]{40,}\.$/)]);
      if (call.includes('/v1/')) expect([call, words]).toEqual([call, expect.stringContaining('Roles: ')]);
    }
  });

  it('describes every parameter and every property of requests', async () => {
    const bare = operationsOf(await description()).flatMap(([call, { parameters = [], requestBody }]) => [
      ...parameters
        .filter((each) => !('description' in each || 'description' in each.schema))
        .map(({ name }) => `${call}: ${name}`),
      ...bareProperties(requestBody).map((name) => `${call}: ${name}`),
    ]);
    expect(bare).toEqual([]);
  });

  it('leaves answers open for properties of later versions, and closes requests', async () => {
    const read = await description();
    const bodies = operationsOf(read).flatMap(([, { requestBody }]) => (requestBody ? [requestBody] : []));
    const answers = [operationsOf(read).map(([, { responses }]) => responses), read.components];
    expect(JSON.stringify(answers)).not.toContain('"additionalProperties":false');
    const closed = (text: string) => text.split('"additionalProperties":').length - 1;
    for (const body of bodies) {
      const text = JSON.stringify(body);
      expect(text.split('"properties":').length - 1).toBeLessThanOrEqual(closed(text));
    }
    expect(bodies.length).toBeGreaterThan(20);
  });

  it('has a place for a value in the answers of resolve and of new keys alone', async () => {
    const read = await description();
    // A connection that is named beside something else, by its own key.
    const named =
      /"connection":\{"type":"object","properties":\{"key":\{"type":"string"\},"name":\{"type":"string"\}\}/g;
    const withValue = operationsOf(read)
      .filter(([, { responses }]) =>
        /"(value|key|fields)":\{"type":"(string|object)"/.test(JSON.stringify(responses).replace(named, '')),
      )
      .map(([call]) => call);
    expect(withValue.sort()).toEqual([
      'POST /api/v1/api-keys',
      'POST /api/v1/api-keys/{id}/rotate',
      'POST /api/v1/connections/resolve',
      'POST /api/v1/connections/{key}/resolve',
      'POST /api/v1/references/resolve',
    ]);
  });
});

/** The names of properties in a schema that have no description. */
function bareProperties(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const named = Object.entries(Object(Object(node).properties)).filter(
    ([, schema]) => Object(schema).description === undefined,
  );
  return [...named.map(([name]) => name), ...Object.values(node).flatMap(bareProperties)];
}
