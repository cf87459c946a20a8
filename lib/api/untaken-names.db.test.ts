import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestApi } from './testing/use-api';

useTestDatabase();
const { ask, asAdmin } = useTestApi();

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Operation {
  parameters?: { in: string; name: string; required?: boolean }[];
  requestBody?: object;
}

/** Every call of the API's own description that needs a caller, with something in each place that must be filled. */
async function calls() {
  const { text } = await ask('GET', '/api/openapi.json');
  const { paths }: { paths: Record<string, Record<string, Operation>> } = JSON.parse(text);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(() => path.includes('/v1/'))
      .map(([method, { parameters = [], requestBody }]) => {
        const needed = parameters.filter((each) => each.in === 'query' && each.required);
        const query = needed.map(({ name }) => `${name}=x`).join('&');
        const filled = path.replaceAll('{version}', '1').replaceAll(/\{\w+\}/g, 'x');
        return {
          method: method.toUpperCase() as Method,
          address: `${filled}?${query}`,
          takesBody: requestBody !== undefined,
        };
      }),
  );
}

describe('a name that a call does not take', () => {
  it('is refused in the query of every call, also of one that takes none', async () => {
    const wrong: string[] = [];
    const all = await calls();
    expect(all.length).toBeGreaterThan(60);
    // Where a body is needed, that is looked at first.
    for (const { method, address } of all.filter(({ takesBody }) => !takesBody)) {
      const { status, body } = await asAdmin(method, `${address}&nonsense=1`);
      if (status !== 422 || !Object.hasOwn(Object(body?.fields), 'nonsense'))
        wrong.push(`${method} ${address}: ${status} ${JSON.stringify(body)}`);
    }
    expect(wrong).toEqual([]);
  });

  it('is refused in the body of every call, also of one that takes none', async () => {
    const wrong: string[] = [];
    for (const { method, address } of (await calls()).filter((call) => call.method !== 'GET')) {
      const { status, body } = await asAdmin(method, address, { nonsense: 1 });
      if (status !== 422 || !Object.hasOwn(Object(body?.fields), 'nonsense'))
        wrong.push(`${method} ${address}: ${status} ${JSON.stringify(body)}`);
    }
    expect(wrong).toEqual([]);
  });
});
