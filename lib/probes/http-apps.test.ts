import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { basicAim, bearerAim, githubAim, openaiAim, slackAim, stripeAim } from './http-apps';
import { makeCertificate } from './testing/certificate';
import { loopbackGate, tryAim, tryPlainAim, valuesOf } from './testing/try-aim';

const secret = 'hunter2-canary';
const certificate = makeCertificate(['app.test', '127.0.0.1']);
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let seen: { path: string; authorization: string; host: string; serverName?: string }[] = [];
let plain: Server;
let secure: Server;
let elsewhere: Server;

const listen = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const portOf = (server: Server) => {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};
const hear = (request: IncomingMessage, response: ServerResponse) => {
  const { authorization = '', host = '' } = request.headers;
  const { servername } = request.socket as TLSSocket;
  seen.push({
    path: request.url ?? '',
    authorization,
    host,
    ...(servername ? { serverName: servername } : {}),
  });
  answer(request, response);
};
const status = (code: number, body = '{}', headers = {}) => {
  answer = (_, response) => response.writeHead(code, headers).end(body);
};

beforeAll(async () => {
  plain = createServer(hear);
  secure = createTlsServer(certificate, hear);
  elsewhere = createServer(hear);
  await Promise.all([listen(plain), listen(secure), listen(elsewhere)]);
});
afterAll(() => {
  for (const server of [plain, secure, elsewhere]) {
    server.close();
    server.closeAllConnections();
  }
});
beforeEach(() => {
  seen = [];
  status(200);
});

const atPlain = (path: string, token = secret) =>
  bearerAim(valuesOf({ baseUrl: `http://127.0.0.1:${portOf(plain)}/base/`, token }), path);
const tryPath = (path: string) =>
  tryPlainAim(() => atPlain(path) ?? expect.unreachable('a base address is given'));

describe('a GET of a chosen path', () => {
  it.each([
    [200, { state: 'ok', code: 'answered' }],
    [204, { state: 'ok', code: 'answered' }],
    [302, { state: 'failed', code: 'redirected' }],
    [400, { state: 'failed', code: 'request_refused' }],
    [401, { state: 'failed', code: 'credential_refused' }],
    [403, { state: 'failed', code: 'not_permitted' }],
    [404, { state: 'failed', code: 'path_not_found' }],
    [429, { state: 'failed', code: 'rate_limited' }],
    [500, { state: 'failed', code: 'service_failed' }],
    [503, { state: 'failed', code: 'service_failed' }],
  ])('answered with %i is told apart', async (code, outcome) => {
    status(code);
    expect(await tryPath('/me')).toEqual({ ...outcome, httpStatus: code });
  });

  it('sends the token to the base address with the path behind it', async () => {
    await tryPath('/me?x=1');
    expect(seen).toEqual([
      { path: '/base/me?x=1', authorization: `Bearer ${secret}`, host: `127.0.0.1:${portOf(plain)}` },
    ]);
  });

  it('sends a token that brings its scheme as it is', async () => {
    await tryPlainAim(() => atPlain('/me', `Token ${secret}`) ?? expect.unreachable('given'));
    expect(seen[0]?.authorization).toBe(`Token ${secret}`);
  });

  it('follows no redirect, so that the token goes nowhere else', async () => {
    status(307, '', { location: `http://127.0.0.1:${portOf(elsewhere)}/steal` });
    expect(await tryPath('/me')).toMatchObject({ code: 'redirected' });
    expect(seen.map(({ path }) => path)).toEqual(['/base/me']);
  });

  it.each([
    'me',
    '//evil.example/x',
    '/\\evil.example',
    '/a b',
    '/a\r\nx: y',
    '',
    '@evil.example',
    '/\t/evil.example',
  ])('refuses the path %j before anything is sent', async (path) => {
    expect(await tryPath(path)).toMatchObject({ code: 'path_invalid' });
    expect(seen).toEqual([]);
  });

  it.each(['ftp://a.example', 'https://user:pass@a.example', 'a.example', 'javascript:alert(1)', ' '])(
    'refuses the base address %j',
    async (baseUrl) => {
      const aim = () => bearerAim(valuesOf({ baseUrl, token: secret }), '/') ?? expect.unreachable('given');
      expect(await tryPlainAim(aim)).toMatchObject({ code: 'address_invalid' });
    },
  );

  it('takes no time to aim at an address with a long path of slashes', () => {
    const beganAtMs = performance.now();
    bearerAim(valuesOf({ baseUrl: `https://app.test/${'/'.repeat(99_000)}x`, token: 't' }), '/');
    expect(performance.now() - beganAtMs).toBeLessThan(1_000);
  });

  it('refuses a value that a header cannot carry, without telling it', async () => {
    const outcome = await tryPlainAim(() => atPlain('/me', `${secret}\n`) ?? expect.unreachable('given'));
    expect(outcome).toEqual({ state: 'failed', code: 'value_unusable' });
    expect(seen).toEqual([]);
  });

  it('tells nothing of what was answered', async () => {
    status(401, `the token ${secret} is wrong`, { 'x-echo': secret });
    expect(JSON.stringify(await tryPath('/me'))).not.toContain(secret);
  });

  it('ends an answer that never comes, one that is no HTTP, and one that hangs up', async () => {
    answer = () => undefined;
    expect(await tryPlainAim(() => atPlain('/me') ?? expect.unreachable('given'), 100)).toMatchObject({
      code: 'timed_out',
    });
    answer = ({ socket }) => socket.end('SSH-2.0-OpenSSH_9.2\r\n');
    expect(await tryPath('/me')).toMatchObject({ code: 'answer_odd' });
    answer = ({ socket }) => socket.destroy();
    expect(await tryPath('/me')).toMatchObject({ code: 'connection_failed' });
  });

  it('sends a user name and password as the basic pair', async () => {
    const values = valuesOf({
      baseUrl: `http://127.0.0.1:${portOf(plain)}`,
      username: 'me',
      password: 'pä:ss',
    });
    await tryPlainAim(() => basicAim(values, '/') ?? expect.unreachable('given'));
    expect(seen[0]?.authorization).toBe(`Basic ${Buffer.from('me:pä:ss').toString('base64')}`);
  });
});

describe('TLS', () => {
  const values = () => valuesOf({ baseUrl: `https://app.test:${portOf(secure)}`, token: secret });
  const aim = () => bearerAim(values(), '/me') ?? expect.unreachable('given');

  it('asks for the certificate of the name, at the address that was checked', async () => {
    expect(await tryAim(aim, loopbackGate([certificate.cert]))).toMatchObject({ code: 'answered' });
    expect(seen[0]).toMatchObject({ serverName: 'app.test', host: `app.test:${portOf(secure)}` });
  });

  it('sends nothing to a host whose certificate is of nobody known, of another name, or has expired', async () => {
    expect(await tryAim(aim)).toMatchObject({ code: 'tls_untrusted' });
    for (const [wrong, code] of [
      [makeCertificate(['other.test']), 'tls_other_name'],
      [makeCertificate(['app.test'], { endsInDays: -1 }), 'tls_expired'],
    ] as const) {
      const server = createTlsServer(wrong, hear);
      await listen(server);
      const wrongAim = () =>
        bearerAim(valuesOf({ baseUrl: `https://app.test:${portOf(server)}`, token: secret }), '/') ??
        expect.unreachable('given');
      expect(await tryAim(wrongAim, loopbackGate([wrong.cert]))).toMatchObject({ code });
      server.close();
    }
    expect(seen).toEqual([]);
  });

  it('is told to be missing when the port speaks something else', async () => {
    const wrong = () =>
      bearerAim(valuesOf({ baseUrl: `https://app.test:${portOf(plain)}`, token: secret }), '/') ??
      expect.unreachable('given');
    expect(await tryAim(wrong)).toMatchObject({ code: 'tls_failed' });
  });
});

describe('an app’s own harmless call', () => {
  const origin = () => `http://127.0.0.1:${portOf(plain)}`;

  it.each([
    ['stripe', () => stripeAim(valuesOf({ secretKey: secret }), origin()), '/v1/balance'],
    ['openai', () => openaiAim(valuesOf({ apiKey: secret }), origin()), '/v1/models'],
    ['github', () => githubAim(valuesOf({ token: secret }), origin()), '/user'],
    ['slack', () => slackAim(valuesOf({ botToken: secret }), origin()), '/api/auth.test'],
  ])('of %s goes to its own path with the token', async (_, aim, path) => {
    status(200, '{"ok":true}');
    expect(await tryPlainAim(aim)).toMatchObject({ state: 'ok', code: 'signed_in' });
    expect(seen).toMatchObject([{ path, authorization: `Bearer ${secret}` }]);
  });

  it('goes to the app’s own host unless the connection names another', () => {
    expect(stripeAim(valuesOf({ secretKey: 'x' }))).toMatchObject({ host: 'api.stripe.com', port: 443 });
    expect(stripeAim(valuesOf({ secretKey: 'x', baseUrl: 'https://evil.example' })).host).toBe(
      'api.stripe.com',
    );
    expect(githubAim(valuesOf({ token: 'x' }))).not.toHaveProperty('hostField');
    expect(githubAim(valuesOf({ token: 'x', baseUrl: 'https://git.example/api/v3' }))).toMatchObject({
      host: 'git.example',
      hostField: 'baseUrl',
    });
  });

  it('that is known but short of a right is accepted with a warning', async () => {
    status(403);
    const outcome = await tryPlainAim(() => stripeAim(valuesOf({ secretKey: secret }), origin()));
    expect(outcome).toMatchObject({ state: 'warned', code: 'not_permitted' });
  });

  it.each([
    ['{"ok":false,"error":"invalid_auth"}', 'credential_refused'],
    ['{"ok":false,"error":"token_revoked"}', 'credential_refused'],
    ['{"ok":false,"error":"ratelimited"}', 'rate_limited'],
    ['{"ok":false,"error":"missing_scope"}', 'not_permitted'],
    ['<html>', 'answer_odd'],
  ])('of Slack says no with status 200: %s', async (body, code) => {
    status(200, body);
    expect(await tryPlainAim(() => slackAim(valuesOf({ botToken: secret }), origin()))).toMatchObject({
      state: 'failed',
      code,
    });
  });

  it('reads no more of an answer than it needs', async () => {
    answer = (_, response) => response.writeHead(200).end(' '.repeat(300_000));
    expect(await tryPlainAim(() => slackAim(valuesOf({ botToken: secret }), origin()))).toMatchObject({
      code: 'answer_odd',
    });
  });
});
