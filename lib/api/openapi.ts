import swagger, { type SwaggerTransform, type SwaggerTransformObject } from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { apiKeyViewSchema } from '@/lib/api-keys/schema';
import { attentionSchema } from '@/lib/attention/schema';
import { auditEventViewSchema } from '@/lib/audit/schema';
import { entryViewSchema, referenceViewSchema } from '@/lib/cache/schema';
import { removedKeysSchema } from '@/lib/connections/arrange-schema';
import { repointPreviewSchema, repointResultSchema } from '@/lib/connections/repoint-schema';
import { connectionViewSchema } from '@/lib/connections/schema';
import { userViewSchema as userOfReferenceSchema } from '@/lib/connections/used-by-schema';
import { destinationViewSchema } from '@/lib/destinations/schema';
import { historyViewSchema } from '@/lib/history/schema';
import { managerViewSchema, testResultSchema } from '@/lib/managers/schema';
import { projectViewSchema } from '@/lib/projects/schema';
import { findingViewSchema, scanViewSchema } from '@/lib/scans/schema';
import { checkResultSchema } from '@/lib/secrets/schema';
import { userViewSchema } from '@/lib/users/schema';
import { problemSchema } from './problem-schema';
import { type Route, route } from './route';

const named = {
  Problem: problemSchema,
  SecretManager: managerViewSchema,
  CredentialTest: testResultSchema,
  ReferenceCheck: checkResultSchema,
  Connection: connectionViewSchema,
  ReferenceUser: userOfReferenceSchema,
  RepointPreview: repointPreviewSchema,
  RepointResult: repointResultSchema,
  RemovedConnections: removedKeysSchema,
  Attention: attentionSchema,
  Finding: findingViewSchema,
  Scan: scanViewSchema,
  CacheEntry: entryViewSchema,
  CacheReference: referenceViewSchema,
  History: historyViewSchema,
  ApiKey: apiKeyViewSchema,
  Project: projectViewSchema,
  Destination: destinationViewSchema,
  User: userViewSchema,
  AuditEvent: auditEventViewSchema,
};

const tags = [
  { name: 'Connections', description: 'Named sets of fields for one app, resolved by their key.' },
  { name: 'References', description: 'References of the form op://vault/item/field.' },
  { name: 'Secret managers', description: 'Configured accounts that references are read from.' },
  { name: 'Browsing', description: 'Vaults, items and fields by title; never values.' },
  { name: 'Cache', description: 'What is kept, how old it is, what failed; never values.' },
  { name: 'Quota', description: 'What was spent of the provider’s limits.' },
  { name: 'Health', description: 'What happened at secret managers over time.' },
  { name: 'API keys', description: 'What workloads and programs sign in with.' },
  { name: 'Access', description: 'What the rules of access refuse of what is set up.' },
  { name: 'Attention', description: 'What is broken, about to break, or waiting for somebody.' },
  { name: 'Projects', description: 'What scopes secret managers, connections and API keys.' },
  { name: 'Destinations', description: 'Hosts that tests of connections may give secrets to.' },
  { name: 'Users', description: 'People and their roles.' },
  { name: 'Audit', description: 'Who changed what, and when.' },
  { name: 'Operation', description: 'Whether it runs, and how.' },
];

/** Describes all routes added after it as OpenAPI 3.1, from the schemas that check them. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  for (const [id, schema] of Object.entries(named)) {
    if (!z.globalRegistry.has(schema)) z.globalRegistry.add(schema, { id });
  }
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Latchkey',
        version,
        description:
          'Connections whose credentials stay in the secret manager. Errors are RFC 9457 problem details with a stable `code`.',
      },
      servers: [{ url: '/' }],
      tags,
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: `Authorization: Bearer lk_…`' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'latchkey.session_token',
            description: 'A person signed in to the console. Values are not resolved for people.',
          },
        },
      },
    },
    transform: withProblems,
    transformObject: withUsedSchemas,
  });
}

/** `/api/openapi.json`. */
export function descriptionRoutes(app: FastifyInstance): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/openapi.json',
      tag: 'Operation',
      operationId: 'describe',
      summary: 'This description, OpenAPI 3.1',
      answer: z.looseObject({ openapi: z.string() }),
      serialized: 'as-is',
      run: () => ({ ...app.swagger(), openapi: '3.1.0' }),
    }),
  ];
}

const descriptions: Record<string, string> = {
  200: 'Done.',
  201: 'Made.',
  204: 'Removed.',
};

/** Every route answers errors in the one form; the closed set of codes is in the Problem schema. */
const withProblems: SwaggerTransform = (document) => {
  const { schema, url } = jsonSchemaTransform(document);
  if (!schema || schema.hide) return { schema, url };
  const answers = Object.entries(schema.response ?? {}).map(([status, answer]) => [
    status,
    { description: descriptions[status] ?? 'Answer.', ...answer },
  ]);
  const problem = {
    description: 'Refused or failed.',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  const isOpen = schema.security !== undefined;
  return {
    url,
    schema: {
      ...schema,
      ...(isOpen ? {} : { security: [{ apiKey: [] }, { session: [] }] }),
      response: { ...Object.fromEntries(answers), default: problem },
    },
  };
};

/** Every named schema comes in a form for input and one for output; only those that some call refers to are kept. */
const withUsedSchemas: SwaggerTransformObject = (document) => {
  const described = jsonSchemaTransformObject(document);
  if (!('components' in described) || !described.components?.schemas) return described;
  const text = JSON.stringify(described);
  const isUsed = (name: string) => text.includes(`"#/components/schemas/${name}"`);
  const { schemas } = described.components;
  for (const name of Object.keys(schemas)) if (!isUsed(name)) delete schemas[name];
  return described;
};
