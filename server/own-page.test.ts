import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { isFromOwnPage } from '@/lib/doors/own-page';
import { ownHosts } from './own-hosts';
import { vouchForOrigin } from './own-page';

const hosts = ownHosts({ origin: 'https://keys.example.com', aliases: [] });

function request(method: string, headers: Record<string, string>): IncomingMessage {
  const made = new IncomingMessage(new Socket());
  return Object.assign(made, { method, headers: { host: 'localhost:3000', ...headers } });
}

const passes = (headers: Record<string, string>, method = 'POST') =>
  isFromOwnPage(request(method, headers), hosts);

describe('a change in the console', () => {
  it('comes from the configured origin, or from the own host that was asked', () => {
    expect(passes({ origin: 'https://keys.example.com' })).toBe(true);
    expect(passes({ origin: 'http://localhost:3000' })).toBe(true);
    expect(passes({ origin: 'https://alias.test', 'x-forwarded-host': 'alias.test' })).toBe(true);
    expect(passes({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(true);
  });

  it.each<Record<string, string>>([
    { origin: 'https://evil.test' },
    { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' },
    { origin: 'http://localhost:5173' },
    { origin: 'null' },
    { origin: 'https://keys.example.com, https://evil.test' },
    {},
    { 'sec-fetch-site': 'same-site' },
  ])('does not come from elsewhere: %j', (headers) => {
    expect(passes(headers)).toBe(false);
    expect(passes(headers, 'GET')).toBe(true);
  });

  it('reaches Next under the host that Next compares with', () => {
    const own = request('POST', { origin: 'https://keys.example.com' });
    vouchForOrigin(own);
    expect(own.headers['x-forwarded-host']).toBe('keys.example.com');
    const form = request('POST', { origin: 'null', 'sec-fetch-site': 'same-origin' });
    vouchForOrigin(form);
    expect(form.headers).not.toHaveProperty('origin');
  });
});
