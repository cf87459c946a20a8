import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll } from 'vitest';
import { type ApiSettings, buildApi } from '@/lib/api/app';
import type { Part } from '@/lib/api/health';
import { createApiKey } from '@/lib/api-keys/create';
import { systemCaller } from '@/lib/kernel/caller';
import type { personRoles } from '@/lib/kernel/role';
import { textOfSecret } from '@/lib/kernel/secret-value';
import { clock } from '@/lib/platform/clock';
import { anyOf } from '@/lib/providers/patterns';
import { createUser } from '@/lib/users/create';
import { setHashCost } from '@/lib/users/password-hash';
import { signIn } from '@/lib/users/sign-in';
import { requireNamedCode } from './named-codes';

export const origin = 'http://localhost:3000';
/** The origin of pages at another own host, `alias.test`. */
export const aliasOrigin = 'http://alias.test';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT' | 'HEAD' | 'OPTIONS';

export interface Asked {
  status: number;
  headers: Record<string, unknown>;
  /** The body as parsed JSON; undefined when there is none. */
  body: Record<string, unknown> & { items: Record<string, unknown>[] };
  text: string;
}

export interface AskOptions {
  body?: unknown;
  headers?: Record<string, string>;
}

export interface TestApi {
  api(): FastifyInstance;
  /** Asks with an API key of the admin role. */
  asAdmin(method: Method, url: string, body?: unknown, headers?: Record<string, string>): Promise<Asked>;
  /** Asks with an API key of the workload role, which resolves connections and nothing by reference. */
  asWorkload(method: Method, url: string, body?: unknown, headers?: Record<string, string>): Promise<Asked>;
  /** Asks with these headers alone. */
  ask(method: Method, url: string, options?: AskOptions): Promise<Asked>;
  /** Makes an API key that may also read everything of a secret manager by reference. Answers with its headers. */
  reader(secretManagerId: string): Promise<{ authorization: string }>;
  /** Makes a person of a role, in these projects, signs them in, and answers with the Cookie header of their browser. */
  signedIn(role: (typeof personRoles)[number], projectIds?: string[]): Promise<string>;
}

/** Gives a test file the API over the open test database, without a socket. Call it after `useTestDatabase`. */
export function useTestApi(
  parts: readonly Part[] = [],
  settings: Pick<ApiSettings, 'hasOwnMetricsPort'> = {},
): TestApi {
  // The standard cost takes a third of a second each time.
  setHashCost({ N: 2 ** 10, r: 8, p: 1 });
  let built: FastifyInstance | undefined;
  const keys = { admin: '', workload: '' };

  beforeAll(async () => {
    built = await buildApi({
      origin,
      isOwnOrigin: (text, asked) => text === origin || (text === aliasOrigin && asked === 'alias.test'),
      version: '0.0.0',
      clock: clock(),
      parts,
      isStopping: () => false,
      ...settings,
    });
    for (const role of ['admin', 'workload'] as const) {
      const { key } = await createApiKey({
        caller: systemCaller,
        input: { name: `test ${role}`, role, scope: 'platform', projectIds: [] },
      });
      keys[role] = textOfSecret(key);
    }
  });

  afterAll(() => built?.close());

  const api = () => {
    if (!built) throw new Error('the API is built in beforeAll');
    return built;
  };
  const ask: TestApi['ask'] = async (method, url, { body, headers = {} } = {}) => {
    const isText = typeof body === 'string';
    const answer = await api().inject({
      method,
      url,
      headers: { ...(isText ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(body === undefined ? {} : { payload: asPayload(body) }),
    });
    const read = parsed(answer.body);
    if (answer.statusCode >= 400) requireNamedCode({ method, url }, read?.code);
    return { status: answer.statusCode, headers: answer.headers, text: answer.body, body: read };
  };
  const bearer = (role: 'admin' | 'workload') => ({ authorization: `Bearer ${keys[role]}` });
  return {
    api,
    ask,
    asAdmin: (method, url, body, headers) =>
      ask(method, url, { body, headers: { ...headers, ...bearer('admin') } }),
    asWorkload: (method, url, body, headers) =>
      ask(method, url, { body, headers: { ...headers, ...bearer('workload') } }),
    reader: async (secretManagerId) => {
      const references = [{ secretManagerId, patterns: [anyOf('op')] }];
      const { key } = await createApiKey({ caller: systemCaller, input: { name: 'reader', references } });
      return { authorization: `Bearer ${textOfSecret(key)}` };
    },
    signedIn: async (role, projectIds = []) => {
      const email = `${role}-${Math.random().toString(36).slice(2)}@example.test`;
      const password = 'a long enough password';
      await createUser({
        caller: systemCaller,
        input: { name: role, email, password, role, projectIds },
      });
      const { setCookies } = await signIn({ input: { email, password }, headers: new Headers() });
      return setCookies.map((line) => line.split(';', 1)[0]).join('; ');
    },
  };
}

/** Guarantee: tests send JSON values and texts alone. */
function asPayload(body: unknown): string | object {
  return body as string | object;
}

/** Guarantee: for reading in assertions alone, which fail on another form. */
function parsed(text: string): Asked['body'] {
  if (text === '') return undefined as unknown as Asked['body'];
  return (text.startsWith('{') ? JSON.parse(text) : {}) as Asked['body'];
}
