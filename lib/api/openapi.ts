import swagger, { type SwaggerTransformObject } from '@fastify/swagger';
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
import {
  type DescribedRoute,
  describeOperation,
  type Operation,
  type SharedAnswers,
} from './describe-operation';
import { problemSchema } from './problem-schema';
import { type Route, route } from './route';
import { type Components, dropUnused, openAnswersAndCloseRequests } from './schema-openness';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the description tells of the route. */
    described?: DescribedRoute;
  }
}

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

const apiDescription = [
  'Connections whose credentials stay in the secret manager.',
  'Errors are RFC 9457 problem details with a stable `code`; `/errors/{code}` of this server explains each. Every operation lists the codes that it can give.',
  'Properties and query parameters that an operation does not know are refused with `invalid_input`. Answers may get more properties in a later version: clients ignore those that they do not know.',
  'Times are RFC 3339 in UTC; durations are milliseconds (`…Ms`). Lists answer `items` and `nextCursor`: send it as `cursor` for the next page, null is the last page.',
  'Every JSON answer to GET has an `ETag`. Send it as `If-None-Match` to read only what has changed, and as `If-Match` with a change, so that nobody else’s change is lost.',
].join('\n\n');

/** Describes all routes added after it as OpenAPI 3.1, from the schemas that check them. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  for (const [id, schema] of Object.entries(named)) {
    if (!z.globalRegistry.has(schema)) z.globalRegistry.add(schema, { id });
  }
  const routes = new Map<string, DescribedRoute>();
  app.addHook('onRoute', ({ config }) => {
    if (config?.described) routes.set(config.described.route.operationId, config.described);
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Latchkey',
        version,
        description: apiDescription,
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
    transform: jsonSchemaTransform,
    transformObject: (document) => completed(document, routes),
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
      description:
        'Made from the schemas that check every request and every answer. It names every operation of the API.',
      answer: z.looseObject({ openapi: z.string() }),
      serialized: 'as-is',
      run: () => ({ ...app.swagger(), openapi: '3.1.0' }),
    }),
  ];
}

/** Completes the document that the plugin makes of the routes' schemas. */
function completed(
  document: Parameters<SwaggerTransformObject>[0],
  routes: ReadonlyMap<string, DescribedRoute>,
) {
  const described = jsonSchemaTransformObject(document);
  const { paths = {}, components } = asDocument(described);
  const shared: SharedAnswers = {};
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  for (const operation of operations) {
    const route = routes.get(operation.operationId);
    if (route) describeOperation(operation, route, shared);
  }
  components.responses = shared;
  const schemas = components.schemas ?? {};
  dropUnused([paths, shared], schemas);
  openAnswersAndCloseRequests(
    [...operations.map(({ responses }) => responses), shared].flatMap((answers) =>
      Object.values(answers).map(schemasOf),
    ),
    operations.map(({ parameters, requestBody }) => [parameters, schemasOf(requestBody)]),
    schemas,
  );
  return described;
}

function schemasOf(part: Operation['responses'][string] | Operation['requestBody']): unknown[] {
  if (!part || '$ref' in part) return [];
  return Object.values(part.content ?? {}).map(({ schema }) => schema);
}

interface Document {
  paths?: Record<string, Record<string, Operation>>;
  components: { schemas?: Components; responses?: SharedAnswers };
}

/** Guarantee: the plugin makes OpenAPI 3 of the routes, whose operations have an id and answers. */
function asDocument(document: unknown): Document {
  return document as Document;
}
