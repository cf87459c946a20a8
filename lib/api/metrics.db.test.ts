import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestApi } from './testing/use-api';

useTestDatabase();
const { api, ask, asAdmin, asWorkload } = useTestApi();

describe('metrics', () => {
  it('count answers by route and status, and name no address', async () => {
    await asAdmin('GET', '/api/v1/connections/canary-of-an-address');
    const { status, headers, text } = await ask('GET', '/metrics');
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(text).toMatch(
      /latchkey_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/connections\/:key",status="4xx"\} 1/,
    );
    expect(text).not.toContain('canary');
  });

  it('are for this machine, or an admin’s key; through a proxy nobody is this machine', async () => {
    const forwarded = { 'x-forwarded-for': '127.0.0.1' };
    expect((await ask('GET', '/metrics', { headers: forwarded })).status).toBe(401);
    const elsewhere = await api().inject({ url: '/metrics', remoteAddress: '192.0.2.7' });
    expect(elsewhere.statusCode).toBe(401);
    const { status, body } = await asWorkload('GET', '/metrics', undefined, forwarded);
    expect([status, body.code]).toEqual([403, 'forbidden']);
    expect((await asAdmin('GET', '/metrics', undefined, forwarded)).status).toBe(200);
  });
});
