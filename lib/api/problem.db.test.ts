import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { origin, useTestApi } from './testing/use-api';

useTestDatabase();
const { ask, asAdmin, asWorkload, signedIn } = useTestApi();

describe('problems', () => {
  it('are RFC 9457 problem details with a stable code and the id of the request', async () => {
    const { status, headers, body } = await asAdmin('GET', '/api/v1/connections/missing');
    expect(status).toBe(404);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toMatchObject({ status: 404, code: 'not_found', requestId: headers['x-request-id'] });
    expect(body.type).toBe('/errors/not_found');
    expect(body.detail).toBeTypeOf('string');
  });

  it('name each field that is wrong', async () => {
    const { status, body } = await asAdmin('POST', '/api/v1/connections', {
      key: 'Not A Key',
      app: 'stripe',
    });
    expect(status).toBe(422);
    expect(body.code).toBe('invalid_input');
    expect(Object.keys(body.fields ?? {}).sort()).toEqual(['key', 'name']);
  });

  it('speak the language of the person who asks, and English to programs', async () => {
    const cookie = await signedIn('admin');
    const make = (headers: Record<string, string>) =>
      ask('POST', '/api/v1/connections', {
        body: { app: 'stripe', name: '' },
        headers: { ...headers, origin },
      });
    const german = await make({ cookie, 'accept-language': 'de-CH' });
    expect(german.body).toMatchObject({
      code: 'invalid_input',
      title: 'Eingabe nicht angenommen',
      fields: { name: 'Geben Sie einen Namen ein.', key: 'Das fehlt. Füllen Sie es aus.' },
    });
    expect((await make({ cookie })).body.title).toBe('Input not accepted');
    const byKey = await asAdmin('GET', '/api/v1/connections/missing', undefined, { 'accept-language': 'de' });
    expect(byKey.body.detail).toMatch(/^No connection “missing” is available/);
  });

  it.each([
    ['malformed JSON', '{"key": "se', 'application/json'],
    ['JSON that would poison prototypes', '{"__proto__": {"a": 1}}', 'application/json'],
    ['a form', 'key=stripe', 'application/x-www-form-urlencoded'],
    ['an empty body', '', 'application/json'],
    ['more than 4 MiB', JSON.stringify({ key: 'x'.repeat(5 * 1024 * 1024) }), 'application/json'],
  ])('answer %s with invalid_input and nothing of what was sent', async (_name, body, type) => {
    const cookie = await signedIn('admin');
    const answer = await ask('POST', '/api/v1/connections', {
      body,
      headers: { 'content-type': type, cookie, origin },
    });
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe('invalid_input');
    expect(answer.text).not.toContain('"se');
    expect(answer.text).not.toContain('xxxx');
  });

  it('answer an address that is not there with not_found, signed in or not', async () => {
    for (const url of ['/api/nothing', '/api/v1/nothing', '/api', '/api/v1/connections/a/b/c']) {
      const { status, body } = await ask('GET', url);
      expect([url, status, body.code]).toEqual([url, 404, 'not_found']);
    }
  });

  it('say what an address takes when the method is another', async () => {
    const { status, headers, body } = await ask('PUT', '/api/v1/connections/stripe');
    expect([status, body.code]).toEqual([405, 'method_not_allowed']);
    expect(String(headers.allow).split(', ').sort()).toEqual(['DELETE', 'GET', 'HEAD', 'PATCH']);
  });

  it.each([
    ['no type', {}],
    ['a type that is no JSON', { 'content-type': 'text/plain' }],
    ['the JSON type', { 'content-type': 'application/json' }],
  ])('an empty body in chunks is no body, with %s', async (_name, type: Record<string, string>) => {
    const cookie = await signedIn('builder');
    const headers = { ...type, cookie, origin, 'transfer-encoding': 'chunked' };
    const answer = await ask('POST', '/api/v1/connections/missing/enable', { headers });
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
  });

  it('name the property that nothing has, and the one that was meant', async () => {
    const wrong = await asAdmin('POST', '/api/v1/api-keys', {
      name: 'ends never',
      role: 'workload',
      expiresAtt: '2031-01-01T00:00:00Z',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.body.fields).toEqual({
      expiresAtt: 'Nothing here is called expiresAtt. Perhaps you meant expiresAt.',
    });
    const list = await asAdmin('GET', '/api/v1/connections?serach=a');
    expect(list.body.fields).toEqual({ serach: 'Nothing here is called serach. Perhaps you meant search.' });
  });

  it('answer an address that is not well formed with invalid_input', async () => {
    const { status, body, headers } = await ask('GET', '/api/v1/connections/%zz');
    expect([status, body.code]).toEqual([422, 'invalid_input']);
    expect(headers['content-type']).toBe('application/problem+json');
  });

  it('tell a role that it may not, with forbidden', async () => {
    const { status, body } = await asWorkload('GET', '/api/v1/api-keys');
    expect([status, body.code]).toEqual([403, 'forbidden']);
  });
});
