import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { createServer as createMysqlServer } from 'mysql2';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { mysqlAim } from './mysql';
import { postgresAim } from './postgres';
import { redisAim } from './redis';
import { smtpAim } from './smtp';
import { sshAim } from './ssh';
import { makeCertificate } from './testing/certificate';
import { loopbackGate, tryAim, tryPlainAim, valuesOf } from './testing/try-aim';

const password = 'hunter2-canary';
const certificate = makeCertificate(['app.test', '127.0.0.1']);
let cleanUp: (() => void)[] = [];

afterEach(() => {
  for (const clean of cleanUp) clean();
  cleanUp = [];
});

async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)));
  cleanUp.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return String(typeof address === 'object' && address ? address.port : 0);
}

/** A server that says this to whoever comes, and then this to each thing it hears. */
function peer(greeting: string, reply: (heard: string) => string): Server {
  return createTcpServer((socket) => {
    if (greeting) socket.write(greeting);
    socket.on('data', (part) => socket.write(reply(part.toString())));
  });
}

describe('SMTP', () => {
  async function mailServer(options: object, users = { app: password }): Promise<string> {
    const server = new SMTPServer({
      ...certificate,
      authMethods: ['PLAIN', 'LOGIN'],
      logger: false,
      onAuth: ({ username = '', password: given }, _, done) => {
        const isRight = new Map(Object.entries(users)).get(username) === given;
        done(isRight ? null : new Error(`no, not ${given}`), isRight ? { user: username } : undefined);
      },
      ...options,
    });
    server.on('error', () => undefined);
    return listen(server.server);
  }
  const aim =
    (port: string, username = 'app', given = password, host = '127.0.0.1') =>
    () =>
      smtpAim(valuesOf({ host, port, username, password: given }));

  it('signs in, with STARTTLS where the server can, and tells a wrong password', async () => {
    const port = await mailServer({});
    expect(await tryAim(aim(port))).toEqual({ state: 'ok', code: 'signed_in' });
    expect(await tryAim(aim(port, 'app', 'wrong'))).toEqual({ state: 'failed', code: 'credential_refused' });
  });

  it('signs in without encryption where the destination allows it', async () => {
    const port = await mailServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
    expect(await tryPlainAim(aim(port))).toEqual({ state: 'ok', code: 'signed_in' });
  });

  it('says so when the server offers no sign-in', async () => {
    const port = await mailServer({ disabledCommands: ['AUTH', 'STARTTLS'], authOptional: true });
    expect(await tryPlainAim(aim(port))).toEqual({ state: 'failed', code: 'sign_in_not_offered' });
  });

  it('tells a server that speaks something else', async () => {
    const port = await listen(peer('HTTP/1.1 400 Bad Request\r\n\r\n', () => ''));
    expect((await tryAim(aim(port))).code).toBe('answer_odd');
  });
});

describe('MySQL', () => {
  async function mysqlServer(): Promise<string> {
    const server = createMysqlServer((connection) => {
      connection.on('error', () => undefined);
      connection.serverHandshake({
        protocolVersion: 10,
        serverVersion: '8.0.0',
        connectionId: 1,
        statusFlags: 2,
        characterSet: 8,
        capabilityFlags: 0xff_f7ff,
        authCallback: (given: unknown, answer: unknown) => {
          const { user, database } = Object(given);
          const done = (...refused: unknown[]) => Object(answer).call(undefined, ...refused);
          if (user !== 'app') return done(null, { message: `no, not ${user}`, code: 1045 });
          if (database !== 'app') return done(null, { message: 'Unknown database', code: 1049 });
          done(null);
        },
      });
    });
    const port = await new Promise<string>((resolve) => {
      Object(server).listen(0, '127.0.0.1', () => resolve(String(Object(server)._server.address().port)));
    });
    cleanUp.push(() => server.close(() => undefined));
    return port;
  }
  const aim =
    (port: string, username = 'app', database = 'app') =>
    () =>
      mysqlAim(valuesOf({ host: '127.0.0.1', port, username, password, database }));

  it('signs in, and tells a wrong user from a missing database', async () => {
    const port = await mysqlServer();
    expect(await tryPlainAim(aim(port))).toEqual({ state: 'ok', code: 'signed_in' });
    expect(await tryPlainAim(aim(port, 'other'))).toEqual({ state: 'failed', code: 'credential_refused' });
    expect(await tryPlainAim(aim(port, 'app', 'none'))).toEqual({
      state: 'failed',
      code: 'database_missing',
    });
  });

  it('ends a server that never greets', async () => {
    const silent = await listen(peer('', () => ''));
    expect(await tryAim(aim(silent), loopbackGate(), 200)).toEqual({ state: 'failed', code: 'timed_out' });
  });
});

describe('PostgreSQL', () => {
  const aim = (port: string) => () =>
    postgresAim(valuesOf({ host: '127.0.0.1', port, username: 'app', password, database: 'app' }));

  it('tells a server that speaks something else, hangs up, or never answers', async () => {
    expect((await tryAim(aim(await listen(peer('', () => 'HTTP/1.1 400\r\n\r\n'))))).code).toBe('answer_odd');
    const hangsUp = await listen(createTcpServer((socket) => socket.once('data', () => socket.destroy())));
    expect((await tryAim(aim(hangsUp))).code).toBe('connection_failed');
    const silent = await listen(peer('', () => ''));
    expect(await tryAim(aim(silent), loopbackGate(), 200)).toEqual({ state: 'failed', code: 'timed_out' });
  });
});

describe('Redis', () => {
  const right = `*3\r\n$4\r\nAUTH\r\n$3\r\napp\r\n$${password.length}\r\n${password}\r\n`;
  const reply = (heard: string) =>
    heard === right
      ? '+OK\r\n'
      : heard.includes('PING')
        ? '+PONG\r\n'
        : heard.includes('QUIT')
          ? '+OK\r\n'
          : wrong;
  const wrong = `-WRONGPASS invalid username-password pair, got ${password}\r\n`;
  const aim =
    (port: string, more: Record<string, string> = {}) =>
    () =>
      redisAim(valuesOf({ host: '127.0.0.1', port, username: 'app', password, ...more }));

  it('signs in and tells a wrong password', async () => {
    const port = await listen(peer('', reply));
    expect(await tryPlainAim(aim(port))).toEqual({ state: 'ok', code: 'signed_in' });
    const refused = await tryPlainAim(aim(port, { password: 'wrong' }));
    expect(refused).toEqual({ state: 'failed', code: 'credential_refused' });
  });

  it('signs in over TLS when the connection says so', async () => {
    const server = createTlsServer(certificate, (socket) => {
      socket.on('data', (part) => socket.write(reply(part.toString())));
    });
    const port = await listen(server);
    expect(await tryAim(aim(port, { tls: 'on' }))).toEqual({ state: 'ok', code: 'signed_in' });
  });

  it.each([
    ['-NOPERM this user has no permissions\r\n', { state: 'warned', code: 'not_permitted' }],
    ['-LOADING Redis is loading\r\n', { state: 'failed', code: 'busy' }],
    ['-DENIED Redis is running in protected mode\r\n', { state: 'failed', code: 'client_not_allowed' }],
    [
      '-ERR AUTH <password> called without any password configured\r\n',
      { state: 'failed', code: 'password_not_needed' },
    ],
    ['-ERR invalid password\r\n', { state: 'failed', code: 'credential_refused' }],
    ['HTTP/1.1 400 Bad Request\r\n', { state: 'failed', code: 'answer_odd' }],
    ['x'.repeat(5_000), { state: 'failed', code: 'answer_odd' }],
  ])('understands %.40s', async (line, outcome) => {
    expect(await tryPlainAim(aim(await listen(peer('', () => line))))).toEqual(outcome);
  });
});

describe('SSH', () => {
  const aim = (port: string) => () =>
    sshAim(valuesOf({ host: '127.0.0.1', port, username: 'me', privateKey: 'k' }));

  it('says that a server greets and that the key was not tried', async () => {
    const heard: string[] = [];
    const server = peer('SSH-2.0-OpenSSH_9.2\r\n', (text) => {
      heard.push(text);
      return '';
    });
    expect(await tryAim(aim(await listen(server)))).toEqual({ state: 'not_tested', code: 'reach_only' });
    expect(heard).toEqual([]);
  });

  it('tells a server that speaks something else', async () => {
    expect((await tryAim(aim(await listen(peer('220 mail ESMTP\r\n', () => ''))))).code).toBe('answer_odd');
  });
});

it('cuts a server that pours more than a sign-in takes', async () => {
  const server = createTcpServer((socket) => {
    const pour = () => {
      while (!socket.destroyed && socket.write(Buffer.alloc(65_536, 0x2b)));
    };
    socket.on('drain', pour);
    pour();
  });
  const port = await listen(server);
  const aim = () => smtpAim(valuesOf({ host: '127.0.0.1', port, username: 'a', password }));
  expect(['connection_failed', 'answer_odd']).toContain((await tryAim(aim)).code);
});

it('takes a missing field and a port that is none for what they are, and connects nowhere', async () => {
  expect(() => postgresAim(valuesOf({ host: 'a', username: 'b', password: 'c' }))).toThrow('field_missing');
  const values = { host: 'a', username: 'b', password: 'c', database: 'd' };
  for (const port of ['0', '65536', 'http', '-1', '1e3', '22/../']) {
    expect(() => postgresAim(valuesOf({ ...values, port }))).toThrow('port_invalid');
  }
});
