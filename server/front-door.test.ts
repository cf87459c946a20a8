import type { IncomingMessage, RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { frontDoor } from './front-door';
import { ownHosts } from './own-hosts';
import { ask, serve, useRawConnections } from './testing/raw';

useRawConnections();

const origin = 'https://keys.example.com';
const hosts = ownHosts({ origin, aliases: [] });

/** A server behind the door that answers with what it sees. */
function door({ isTrusted = false } = {}): RequestListener {
  const refuses = frontDoor({ origin, hosts, isFromTrustedProxy: () => isTrusted });
  return (request, response) => {
    if (!refuses(request, response)) response.end(seen(request));
  };
}

const seen = ({ url, headers, headersDistinct, rawHeaders }: IncomingMessage) =>
  `seen ${JSON.stringify({ url, headers, headersDistinct, rawHeaders })}`;

const statusOf = (answer: string) => Number(answer.split(' ', 2)[1]);

describe('the front door', () => {
  it.each(['keys.example.com', 'localhost:3000', '127.0.0.1', '[::1]:99'])('lets %s in', async (host) => {
    const port = await serve(door());
    expect(await ask(port, ['GET /sign-in HTTP/1.1', `Host: ${host}`])).toContain('seen');
  });

  it('answers problem details on the data plane to a host that is not ours', async () => {
    const port = await serve(door());
    for (const path of ['/api/v1/connections', '/metrics', '/api/lives', '/api/live/x']) {
      const answer = await ask(port, [`GET ${path} HTTP/1.1`, 'Host: evil.test']);
      expect(answer).toMatch(/^HTTP\/1\.1 421 /);
      expect(answer).toMatch(/content-type: application\/problem\+json/i);
      const [, body = ''] = answer.split('\r\n\r\n');
      expect(JSON.parse(body)).toMatchObject({ status: 421, code: 'misdirected' });
    }
  });

  it('answers a page that tells neither address to a host that is not ours, in the browser’s language', async () => {
    const port = await serve(door());
    const answer = await ask(port, ['GET /sign-in HTTP/1.1', 'Host: evil.test', 'Accept-Language: de']);
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
    expect(answer).toMatch(/content-type: text\/html/i);
    expect(answer).toContain('<html lang="de">');
    expect(answer).not.toMatch(/evil\.test|keys\.example/);
    expect(answer).not.toContain('seen');
  });

  it('lets load balancers ask for health under any host', async () => {
    const port = await serve(door());
    for (const path of ['/api/live', '/api/ready', '/api/ready?x=1'])
      expect(await ask(port, [`GET ${path} HTTP/1.1`, 'Host: 10.9.8.7:3000'])).toContain('seen');
  });

  it('lets load balancers ask for health in HTTP/1.0 without a Host, and for nothing else', async () => {
    const port = await serve(door());
    expect(await ask(port, ['GET /api/ready HTTP/1.0'])).toContain('seen');
    expect(statusOf(await ask(port, ['GET /api/v1/connections HTTP/1.0']))).toBe(400);
    expect(statusOf(await ask(port, ['GET /api/ready HTTP/1.1']))).toBe(400);
  });

  it('refuses a request with no Host and one with two', async () => {
    const port = await serve(door());
    expect(statusOf(await ask(port, ['GET / HTTP/1.1']))).toBe(400);
    expect(statusOf(await ask(port, ['GET / HTTP/1.0']))).toBe(400);
    const twice = ['GET /api/live HTTP/1.1', 'Host: localhost', 'hOST: evil.test'];
    expect(statusOf(await ask(port, twice))).toBe(400);
    expect(statusOf(await ask(port, ['GET / HTTP/1.1', 'Host:']))).toBe(421);
  });

  it('judges a target that names a host by that host, and hands on the path', async () => {
    const port = await serve(door());
    const evil = await ask(port, ['GET http://evil.test/api/v1/connections HTTP/1.1', 'Host: localhost']);
    expect(statusOf(evil)).toBe(421);
    expect(evil).toMatch(/problem\+json/);
    const own = await ask(port, ['GET HTTP://Localhost:1/api/../x?y=1 HTTP/1.1', 'Host: evil.test']);
    expect(own).toContain('"url":"/api/../x?y=1"');
    expect(own).toContain('"host":"localhost:1"');
    for (const target of ['ftp://localhost/', 'http://user@localhost/', 'http://', '*'])
      expect(statusOf(await ask(port, [`GET ${target} HTTP/1.1`, 'Host: localhost']))).toBe(400);
  });

  it('takes forwarded headers out of every form when no trusted proxy wrote them', async () => {
    const port = await serve(door());
    const answer = await ask(port, [
      'GET / HTTP/1.1',
      'X-Forwarded-Host: evil.test',
      'Host: localhost',
      'x-forwarded-proto: canary',
      'X-Kept: kept',
      'Forwarded: for=canary;host=canary',
      'X-Real-IP: canary',
      'X-Forwarded-For: canary',
    ]);
    expect(answer).toContain('seen');
    expect(answer).not.toMatch(/evil|canary|forwarded/i);
    expect(answer.match(/kept/gi)).toHaveLength(6);
  });

  it('keeps the host that a trusted proxy tells, where it is one of ours', async () => {
    const port = await serve(door({ isTrusted: true }));
    const lines = ['GET / HTTP/1.1', 'Host: inside:3000', 'X-Forwarded-Host: keys.example.com'];
    expect(await ask(port, lines)).toContain('"x-forwarded-host":"keys.example.com"');
  });

  it.each([
    ['its own name', ['Host: inside:3000']],
    ['the name without the port', ['Host: keys.example.com:9']],
    ['an inner name that it tells', ['Host: a', 'X-Forwarded-Host: inside.test']],
    ['one of several', ['Host: a', 'X-Forwarded-Host: inside.test, keys.example.com']],
    ['the header Forwarded', ['Host: a', 'Forwarded: for=192.0.2.1;host=inside.test;proto=https']],
    ['the client alone', ['Host: inside.test', 'X-Forwarded-For: 192.0.2.1']],
  ])('takes a request of a trusted proxy for one of ours, asked under %s', async (_way, lines) => {
    const port = await serve(door({ isTrusted: true }));
    const answer = await ask(port, ['GET / HTTP/1.1', ...lines]);
    expect(answer).toContain('"host":"keys.example.com"');
    expect(answer).not.toContain('"x-forwarded-host":"');
    const untrusted = await serve(door());
    expect(statusOf(await ask(untrusted, ['GET / HTTP/1.1', ...lines]))).toBe(421);
  });
});
