import { describe, expect, it } from 'vitest';
import { createApiKey } from '@/lib/api-keys/create';
import { systemCaller } from '@/lib/kernel/caller';
import { textOfSecret } from '@/lib/kernel/secret-value';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { createProject } from '@/lib/projects/create';
import { useTestApi } from './testing/use-api';

useTestDatabase();
const { ask, asAdmin, asWorkload, signedIn } = useTestApi();
const withoutRoute = useTestApi([], { hasOwnMetricsPort: true });

describe('metrics', () => {
  it('count answers by route and status, and name no address', async () => {
    await asAdmin('GET', '/api/v1/connections/canary-of-an-address');
    const { status, headers, text } = await asAdmin('GET', '/metrics');
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(text).toMatch(
      /latchkey_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/connections\/:key",status="4xx"\} 1/,
    );
    expect(text).not.toContain('canary');
  });

  it('are for nobody without a key or a session, this machine included', async () => {
    expect((await ask('GET', '/metrics')).status).toBe(401);
  });

  it('are for an admin’s key and session alone', async () => {
    const { status, body } = await asWorkload('GET', '/metrics');
    expect([status, body.code]).toEqual([403, 'forbidden']);
    const support = await ask('GET', '/metrics', { headers: { cookie: await signedIn('support') } });
    expect(support.status).toBe(403);
    const admin = await ask('GET', '/metrics', { headers: { cookie: await signedIn('admin') } });
    expect(admin.status).toBe(200);
  });

  it('are not for an admin’s key of one project, for the figures are of all', async () => {
    const { id } = await createProject({ caller: systemCaller, input: { name: 'One project' } });
    const { key } = await createApiKey({
      caller: systemCaller,
      input: { name: 'admin of one', role: 'admin', scope: 'project', projectIds: [id] },
    });
    const authorization = `Bearer ${textOfSecret(key)}`;
    expect((await ask('GET', '/metrics', { headers: { authorization } })).status).toBe(403);
  });

  it('are not at this port once they have one of their own', async () => {
    expect((await withoutRoute.asAdmin('GET', '/metrics')).status).toBe(404);
  });
});
