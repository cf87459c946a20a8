import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { guardedRoutes } from './app';
import { useTestApi } from './testing/use-api';

useTestDatabase();
const { asAdmin } = useTestApi();

const address = '/api/v1/connections/tagged';
const tagOf = async () => String((await asAdmin('GET', address)).headers.etag);
const rename = (name: string, match: string) => asAdmin('PATCH', address, { name }, { 'if-match': match });

beforeAll(async () => {
  await asAdmin('POST', '/api/v1/connections', {
    key: 'tagged',
    name: 'First',
    app: 'http-bearer',
    fields: { baseUrl: { value: 'https://a.example.com' } },
  });
});

describe('the tag of an answer', () => {
  it('names the revision of the thing, and is the same while nothing changes', async () => {
    const { headers, body } = await asAdmin('GET', address);
    expect(headers.etag).toMatch(new RegExp(`^"${String(body.revision)}-[\\w-]{16}"$`));
    expect(await tagOf()).toBe(headers.etag);
  });

  it('spares the answer to who has it', async () => {
    for (const url of [address, '/api/v1/connections', '/api/v1/projects']) {
      const etag = String((await asAdmin('GET', url)).headers.etag);
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await asAdmin('GET', url, undefined, { 'if-none-match': known });
        expect([url, known, again.status, again.text]).toEqual([url, known, 304, '']);
      }
      const other = await asAdmin('GET', url, undefined, { 'if-none-match': '"other"' });
      expect(other.status).toBe(200);
    }
  });

  it('stands on every read that answers in JSON, and on no error', async () => {
    const lists = guardedRoutes.filter(
      ({ method, path, mediaType }) => method === 'GET' && !path.includes(':') && !mediaType,
    );
    for (const { path } of lists) {
      const { status, headers } = await asAdmin('GET', `/api/v1${path}`);
      expect([path, typeof headers.etag], String(status)).toEqual([
        path,
        status === 200 ? 'string' : 'undefined',
      ]);
    }
    expect((await asAdmin('GET', '/api/v1/connections/missing')).headers.etag).toBeUndefined();
  });
});

describe('a change with If-Match', () => {
  it('is made on the revision that was read, told whole, weak or as its number alone', async () => {
    const etag = await tagOf();
    expect((await rename('Second', etag)).status).toBe(200);
    expect((await rename('Third', `W/${await tagOf()}`)).status).toBe(200);
    const { revision } = (await asAdmin('GET', address)).body;
    expect((await rename('Fourth', `"${String(revision)}"`)).status).toBe(200);
    expect((await rename('Fifth', '*')).status).toBe(200);
  });

  it('is refused on an older one, and nothing is changed', async () => {
    const etag = await tagOf();
    await rename('Newer', etag);
    for (const old of [etag, `W/${etag}`, '"1"', '"nonsense"', 'nonsense']) {
      const refused = await rename('Lost', old);
      expect([old, refused.status, refused.body.code]).toEqual([old, 412, 'precondition_failed']);
    }
    const removal = await asAdmin('DELETE', address, undefined, { 'if-match': etag });
    expect(removal.status).toBe(412);
    expect((await asAdmin('GET', address)).body.name).toBe('Newer');
  });

  it('is refused where nothing can be read, and says so', async () => {
    const { body: project } = await asAdmin('POST', '/api/v1/projects', { name: 'A' });
    const url = `/api/v1/projects/${String(project.id)}`;
    const refused = await asAdmin('DELETE', url, undefined, { 'if-match': '"1"' });
    expect([refused.status, refused.body.code]).toEqual([412, 'precondition_failed']);
    expect((await asAdmin('DELETE', url)).status).toBe(204);
  });

  it('is not told of what the caller may not see', async () => {
    const missing = await asAdmin('DELETE', '/api/v1/connections/missing', undefined, { 'if-match': '*' });
    expect(missing.status).toBe(404);
  });
});
