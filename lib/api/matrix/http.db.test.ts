import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildApi, guardedRoutes } from '@/lib/api/app';
import type { Thing } from '@/lib/api/matrix/testing/things';
import type { Route } from '@/lib/api/route';
import { requireNamedCode } from '@/lib/api/testing/named-codes';
import { verbNameOf } from '@/lib/api/who-may';
import { apiKeyPrefix, hashApiKey, makeApiKey } from '@/lib/crypto/api-key';
import { errorTable } from '@/lib/kernel/error-codes';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import type { Case } from './testing/case';
import { fingerprint } from './testing/fingerprint';
import { oddInputs } from './testing/odd-inputs';
import type { Outcome } from './testing/oracle';
import { type Request, requestOf } from './testing/request';
import { allRows } from './testing/rows/all';
import { loadVerbs, type Verb } from './testing/verbs';
import { makeWorld, ownersOf, type World } from './testing/world';

useTestDatabase();
const account = useTestAccount();

const nameOf = ({ method, path }: Route) => `${method} ${path}`;

let api: FastifyInstance;
let world: World;
let verbs: ReadonlyMap<string, Verb>;
const keys = { keyA: '', workA: '', keyAll: '', revoked: '' };
let asked = 0;

beforeAll(async () => {
  world = await makeWorld(account.sandbox);
  verbs = await loadVerbs();
  api = await buildApi({
    origin: 'http://localhost:3000',
    isOwnOrigin: (text) => text === 'http://localhost:3000',
    version: '0.0.0',
    clock: clock(),
    parts: [],
    isStopping: () => false,
  });
  keys.keyA = await makeKey('admin', 'own');
  keys.workA = await makeKey('workload', 'own');
  keys.keyAll = await makeKey('admin', 'platform');
  keys.revoked = await makeKey('admin', 'platform', new Date());
});
afterAll(async () => {
  await api.close();
  console.info(`matrix over HTTP: ${guardedRoutes.length} routes, ${asked} requests`);
});

async function makeKey(role: string, thing: Thing, revokedAt: Date | null = null): Promise<string> {
  const key = makeApiKey();
  const data = { name: key.slice(0, 9), prefix: apiKeyPrefix(key), hash: hashApiKey(key), role, revokedAt };
  await database().apiKey.create({
    data: { ...data, createdBy: 'matrix', readable: 'all', ...ownersOf(world, thing) },
  });
  return key;
}

async function statusOf(
  { method, url, body }: Request,
  key?: string,
  remoteAddress?: string,
): Promise<number> {
  asked += 1;
  const answer = await api.inject({
    method,
    url,
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
  if (answer.statusCode >= 400) requireNamedCode({ method, url }, JSON.parse(answer.body).code);
  return answer.statusCode;
}

const casesOf = (route: Route): Case[] => allRows[verbNameOf(route)]?.cases(world) ?? [];

/** Of what the verb is tried on, the things of others: what is of B, and what names it. */
function casesOfOthers(route: Route): Case[] {
  return casesOf(route).filter(({ name }) => /other/i.test(name));
}

function statusFor(outcome: Exclude<Outcome, 'allowed'>): number {
  return errorTable[outcome].status;
}

/** The body once for each object in it, with a property there that no schema has. */
function withStranger(body: unknown): unknown[] {
  if (Array.isArray(body))
    return body.flatMap((part, at) => withStranger(part).map((changed) => body.with(at, changed)));
  if (typeof body !== 'object' || body === null) return [];
  const deeper = Object.entries(body).flatMap(([name, part]) =>
    withStranger(part).map((changed) => ({ ...body, [name]: changed })),
  );
  return [{ ...body, zzz: 1 }, ...deeper];
}

describe('the routes', () => {
  it('are each the door of one verb', () => {
    expect(guardedRoutes.filter((route) => !verbs.has(verbNameOf(route))).map(nameOf)).toEqual([]);
  });

  it('that the API tells of as guarded are all of them', () => {
    const told = Object.values(api.swagger().paths ?? {}).flatMap((path) =>
      Object.values(Object(path)).flatMap((each) => {
        const { operationId, security } = Object(each);
        return Array.isArray(security) && security.length === 0 ? [] : [String(operationId)];
      }),
    );
    expect(told.sort()).toEqual(guardedRoutes.map(({ operationId }) => operationId).sort());
  });

  it('refuse who is nobody, and who holds a revoked or a made-up key', async () => {
    const wrong: string[] = [];
    for (const route of guardedRoutes) {
      const request = requestOf(route, casesOf(route)[0]?.input);
      for (const key of [undefined, keys.revoked, makeApiKey()]) {
        const status = await statusOf(request, key, '192.0.2.1');
        if (status !== 401) wrong.push(`${nameOf(route)}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  for (const caller of ['keyA', 'workA'] as const) {
    it(`give ${caller} nothing of B, by path, query or body`, async () => {
      const wrong: string[] = [];
      const before = await fingerprint();
      for (const route of guardedRoutes) {
        for (const each of casesOfOthers(route)) {
          const outcome = each.outcome(caller);
          if (outcome === 'allowed') continue;
          const status = await statusOf(requestOf(route, each.input), keys[caller]);
          if (status !== statusFor(outcome)) wrong.push(`${nameOf(route)} ${each.name}: ${status}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(await fingerprint()).toEqual(before);
    });
  }

  it('take no object, list or number for a text, in path, query or body', async () => {
    const wrong: string[] = [];
    const before = await fingerprint();
    for (const route of guardedRoutes) {
      const valid = casesOf(route)[0]?.input;
      const request = requestOf(route, valid);
      const [path = '', query] = request.url.split('?');
      const odd: Request[] = [];
      if (route.path.includes(':')) {
        const id = encodeURIComponent('{"equals":"x"}');
        odd.push({ ...requestOf({ ...route, path: route.path.replace(/:[A-Za-z]+/g, id) }, valid) });
      }
      if (route.query) odd.push({ ...request, url: `${path}?${query ?? ''}&id[equals]=x&search[not]=` });
      for (const { kind, input } of request.body === undefined ? [] : oddInputs(request.body)) {
        if (['equals', 'not', 'contains', 'a list', 'a number', 'an object'].includes(kind))
          odd.push({ ...request, body: input });
      }
      for (const each of odd) {
        const status = await statusOf(each, keys.keyAll);
        if (status !== 422 && status !== 404)
          wrong.push(`${each.method} ${each.url} ${JSON.stringify(each.body)}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await fingerprint()).toEqual(before);
  });

  it('take no property that nothing has, however deep it stands, nor in a query', async () => {
    const wrong: string[] = [];
    let places = 0;
    const before = await fingerprint();
    for (const route of guardedRoutes) {
      for (const { input } of casesOf(route)) {
        const request = requestOf(route, input);
        const odd: Request[] = [
          { ...request, url: `${request.url}${request.url.includes('?') ? '&' : '?'}zzz=1` },
        ];
        if (request.body !== undefined)
          for (const body of withStranger(request.body)) odd.push({ ...request, body });
        for (const each of route.query ? odd : odd.slice(1)) {
          places += 1;
          const status = await statusOf(each, keys.keyAll);
          if (status !== 422)
            wrong.push(`${each.method} ${each.url} ${JSON.stringify(each.body)}: ${status}`);
        }
        break;
      }
    }
    expect(wrong).toEqual([]);
    expect(places).toBeGreaterThan(50);
    expect(await fingerprint()).toEqual(before);
  });

  it('take no cursor that is none of theirs', async () => {
    const wrong: string[] = [];
    const lists = guardedRoutes.filter(
      ({ query }) => query instanceof z.ZodObject && 'cursor' in query.shape,
    );
    for (const route of lists) {
      const { url } = requestOf(route, casesOf(route)[0]?.input);
      const [path] = url.split('?');
      for (const cursor of ['nonsense', '%00', '0', 'eyJhIjoxfQ', '-1', '9'.repeat(40)]) {
        const status = await statusOf({ method: route.method, url: `${path}?cursor=${cursor}` }, keys.keyAll);
        if (status !== 422) wrong.push(`${nameOf(route)} ${cursor}: ${status}`);
      }
    }
    expect(lists.length).toBeGreaterThan(8);
    expect(wrong).toEqual([]);
  });

  it('know no other method', async () => {
    const wrong: string[] = [];
    const paths = [...new Set(guardedRoutes.map(({ path }) => path))];
    for (const path of paths) {
      const offered = guardedRoutes.filter((route) => route.path === path).map(({ method }) => method);
      const others = (['POST', 'PUT', 'PATCH', 'DELETE'] as const).filter(
        (method) => !offered.includes(method),
      );
      for (const method of others) {
        const url = `/api/v1${path.replace(/:[A-Za-z]+/g, 'x')}`;
        const status = await statusOf({ method, url }, keys.keyAll);
        // An address with a name in it may be that of another route, for which the name is no thing.
        if (![404, 405, 422].includes(status)) wrong.push(`${method} ${path}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
