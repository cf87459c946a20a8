import { afterEach, describe, expect, it } from 'vitest';
import { setDatabaseAway } from './database';
import {
  countFeedRequests,
  countRequest,
  countResolved,
  countUnresolved,
  countUpstream,
  metricsText,
  setFeedMetrics,
} from './metrics';
import { dropSingleton } from './singleton';

afterEach(() => dropSingleton('metrics'));

describe('metrics', () => {
  it('counts requests by method, route and status class, in seconds', async () => {
    countRequest({ method: 'GET', route: '/api/v1/connections/:key', status: 204, durationMs: 1500 });
    const { body } = await metricsText();
    expect(body).toContain(
      'latchkey_http_request_duration_seconds_sum{method="GET",route="/api/v1/connections/:key",status="2xx"} 1.5',
    );
  });

  it('counts what was resolved, what was not, and what was asked upstream', async () => {
    countResolved({ source: 'memory', state: 'fresh', count: 3 });
    countUnresolved({ code: 'secret_not_found', count: 2 });
    countUpstream({ provider: 'onepassword', route: '/api/v2/vault/:vault/items/batch', status: 429 });
    countUpstream({ provider: 'onepassword', route: '/api/v2/account/keysets', status: 0 });
    const { body } = await metricsText();
    expect(body).toContain('latchkey_resolved_total{source="memory",state="fresh"} 3');
    expect(body).toContain('latchkey_unresolved_total{code="secret_not_found"} 2');
    expect(body).toContain('route="/api/v2/vault/:vault/items/batch",status="4xx"} 1');
    expect(body).toContain('route="/api/v2/account/keysets",status="none"} 1');
  });

  it('tells of change feeds', async () => {
    countFeedRequests('answered', 2);
    countFeedRequests('limited');
    setFeedMetrics({ listening: 3, refused: 1 }, 1_500);
    const { body } = await metricsText();
    expect(body).toContain('latchkey_change_feed_requests_total{outcome="answered"} 2');
    expect(body).toContain('latchkey_change_feed_requests_total{outcome="limited"} 1');
    expect(body).toContain('latchkey_change_feeds{state="listening"} 3');
    expect(body).toContain('latchkey_change_feed_delay_seconds 1.5');
  });

  it('tells whether the database is away', async () => {
    expect((await metricsText()).body).toContain('latchkey_database_away 0');
    setDatabaseAway(true);
    expect((await metricsText()).body).toContain('latchkey_database_away 1');
    setDatabaseAway(false);
    expect((await metricsText()).body).toContain('latchkey_database_away 0');
  });

  it('tells of the process itself', async () => {
    const { body, contentType } = await metricsText();
    expect(body).toContain('process_resident_memory_bytes');
    expect(contentType).toContain('text/plain');
  });

  it.each([
    '/api/v1/vault/hwnmf3q2xyzabcdefghijklmna/items',
    '/api/v1/cache/0190f0a2-7b1c-7def-8a0b-0123456789ab',
    'op://Production/Stripe/Secret Key',
    '/connections/my key',
  ])('puts no id, title or reference into a label: %s', async (route) => {
    countRequest({ method: 'GET', route, status: 200, durationMs: 1 });
    const { body } = await metricsText();
    expect(body).not.toContain(`"${route}"`);
    expect(body).toContain('route="other"');
  });
});
