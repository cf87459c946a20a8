import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import type { Listing } from '@/lib/egress/open';
import { basicAim, bearerAim } from './http-apps';
import { mysqlAim } from './mysql';
import { postgresAim } from './postgres';
import type { ProbeTarget } from './probe-target';
import { redisAim } from './redis';
import { smtpAim } from './smtp';
import { makeCertificate } from './testing/certificate';
import { mysqlServer } from './testing/mysql-server';
import { postgresServer } from './testing/postgres-server';
import { type Tapped, tapped } from './testing/tapped';
import { loopbackGate, tryAim, valuesOf } from './testing/try-aim';

const password = 'hunter2-canary';
const username = 'app-canary';
const certificate = makeCertificate(['127.0.0.1']);
let taps: Tapped[] = [];

afterEach(() => {
  for (const tap of taps) tap.close();
  taps = [];
});

async function tap(server: Server | HttpServer): Promise<Tapped> {
  const made = await tapped(server);
  taps.push(made);
  return made;
}

const given = { host: '127.0.0.1', username, password, database: 'app' };
const valuesAt = (port: number, more: Record<string, string> = {}) =>
  valuesOf({ ...given, port: String(port), ...more });
const webValues = (scheme: string, port: number) =>
  valuesOf({ baseUrl: `${scheme}://127.0.0.1:${port}`, token: password, username, password });
const present = (aim: ProbeTarget | undefined) => aim ?? expect.unreachable('a base address is given');

function mailServer(options: object): Server {
  const mail = new SMTPServer({
    ...certificate,
    authMethods: ['PLAIN', 'LOGIN'],
    logger: false,
    allowInsecureAuth: true,
    onAuth: ({ password: sent }, _, done) =>
      done(sent === password ? null : new Error('no'), sent === password ? { user: 'app' } : undefined),
    ...options,
  });
  mail.on('error', () => undefined);
  return mail.server;
}
const redisReply = (heard: string) => (heard.includes('PING') ? '+PONG\r\n' : '+OK\r\n');

interface Protocol {
  name: string;
  plain(): Server | HttpServer;
  secure(): Server | HttpServer;
  aim(port: number, isSecure: boolean): ProbeTarget;
  refusal: string;
  /** All that may have been sent when nothing secret was. */
  harmless: RegExp;
  success: string;
}

const sslRequest = '\x00\x00\x00\x08\x04\xd2\x16\x2f';
const postgres = {
  aim: (port: number) => postgresAim(valuesAt(port)),
  refusal: 'postgres_not_encrypted',
  harmless: new RegExp(`^${sslRequest}$`),
  success: 'signed_in',
};
const web = {
  plain: () => createHttpServer((_, response) => response.end()),
  secure: () => createHttpsServer(certificate, (_, response) => response.end()),
  refusal: 'http_not_encrypted',
  harmless: /^$/,
  success: 'answered',
};

const protocols: readonly Protocol[] = [
  ...(['clear', 'md5', 'scram'] as const).map((asksFor) => ({
    ...postgres,
    name: `PostgreSQL that asks for ${asksFor}`,
    plain: () => postgresServer({ asksFor }),
    secure: () => postgresServer({ asksFor: 'clear', certificate }),
  })),
  {
    name: 'MySQL',
    plain: () => mysqlServer({}),
    secure: () => mysqlServer({ certificate }),
    aim: (port) => mysqlAim(valuesAt(port)),
    refusal: 'mysql_not_encrypted',
    harmless: /^$/,
    success: 'signed_in',
  },
  {
    name: 'SMTP',
    plain: () => mailServer({ disabledCommands: ['STARTTLS'] }),
    secure: () => mailServer({}),
    aim: (port) => smtpAim(valuesAt(port)),
    refusal: 'smtp_not_encrypted',
    harmless: /^(?:(?:EHLO latchkey\.invalid|STARTTLS|QUIT)\r\n)*$/,
    success: 'signed_in',
  },
  {
    name: 'Redis',
    plain: () =>
      createServer((socket) => socket.on('data', (part) => socket.write(redisReply(String(part))))),
    secure: () =>
      createTlsServer(certificate, (socket) =>
        socket.on('data', (part) => socket.write(redisReply(String(part)))),
      ),
    aim: (port, isSecure) => redisAim(valuesAt(port, isSecure ? { tls: 'on' } : {})),
    refusal: 'redis_not_encrypted',
    harmless: /^$/,
    success: 'signed_in',
  },
  {
    ...web,
    name: 'HTTP bearer',
    aim: (port, isSecure) => present(bearerAim(webValues(isSecure ? 'https' : 'http', port), '/')),
  },
  {
    ...web,
    name: 'HTTP basic',
    aim: (port, isSecure) => present(basicAim(webValues(isSecure ? 'https' : 'http', port), '/')),
  },
];

const attempt = (aim: ProbeTarget, listing: Listing) =>
  tryAim(() => aim, loopbackGate([certificate.cert]), 5_000, listing);
/** As it is, in base64, alone and as the end of a pair. */
const holdsSecret = (heard: Buffer) => {
  const text = heard.toString('latin1');
  const encoded = [password, `\0${username}\0${password}`, `${username}:${password}`].map((each) =>
    Buffer.from(each).toString('base64'),
  );
  return [password, ...encoded].some((each) => text.includes(each));
};

describe.each(protocols)('$name', (protocol) => {
  it.each(['none', 'encrypted'] as const)(
    'sends no byte of a credential without TLS when the destination is %s',
    async (listing) => {
      const server = await tap(protocol.plain());
      const outcome = await attempt(protocol.aim(server.port, false), listing);
      expect(outcome).toEqual({ state: 'failed', code: protocol.refusal });
      expect(server.heard().toString('latin1')).toMatch(protocol.harmless);
    },
  );

  it('signs in without TLS when the destination is listed as plain', async () => {
    const server = await tap(protocol.plain());
    const outcome = await attempt(protocol.aim(server.port, false), 'plain');
    // The server of these tests cannot prove that it knows the password, as SCRAM wants.
    if (!protocol.name.endsWith('scram')) expect(outcome).toMatchObject({ code: protocol.success });
    expect(server.heard().toString('latin1')).not.toMatch(protocol.harmless);
  });

  it.each(['none', 'encrypted', 'plain'] as const)(
    'signs in over TLS when the destination is %s, and nothing of it can be read on the way',
    async (listing) => {
      const server = await tap(protocol.secure());
      const outcome = await attempt(protocol.aim(server.port, true), listing);
      expect(outcome).toMatchObject({ code: protocol.success });
      expect(holdsSecret(server.heard())).toBe(false);
    },
  );
});

it('the tap reads what goes in clear text', async () => {
  for (const { name, plain, aim } of protocols) {
    if (!/clear|SMTP|Redis|HTTP/.test(name)) continue;
    const server = await tap(plain());
    await attempt(aim(server.port, false), 'plain');
    expect([name, holdsSecret(server.heard())]).toEqual([name, true]);
  }
});

describe('a far side that asks for the password ahead of TLS', () => {
  it('gets none of PostgreSQL', async () => {
    const server = await tap(postgresServer({ asksFor: 'clear', certificate, injected: 'clear' }));
    const outcome = await attempt(postgresAim(valuesAt(server.port)), 'encrypted');
    expect(outcome.state).toBe('failed');
    expect(server.heard().toString('latin1')).toMatch(postgres.harmless);
  });

  it.each(['mysql_clear_password', 'sha256_password', 'caching_sha2_password', 'old'] as const)(
    'gets none of MySQL by %s',
    async (injected) => {
      const server = await tap(mysqlServer({ certificate, injected }));
      await attempt(mysqlAim(valuesAt(server.port)), 'encrypted');
      const heard = server.heard();
      expect(holdsSecret(heard)).toBe(false);
      // The request for TLS, which names nobody, and then TLS alone.
      expect(heard.length === 0 || heard.readUIntLE(0, 3)).toBeOneOf([true, 32]);
      expect(heard.length <= 36 || heard[36]).toBeOneOf([true, 0x16]);
    },
  );

  it.each([
    ['refuses STARTTLS', '454 4.7.0 TLS not available\r\n', 'smtp_not_encrypted'],
    ['goes on in clear text after it', '220 ready\r\n250-mail\r\n250 AUTH PLAIN LOGIN\r\n', undefined],
  ])('gets none of SMTP when it %s', async (_, answer, code) => {
    const server = await tap(
      createServer((socket) => {
        socket.write('220 mail ESMTP\r\n');
        socket.on('data', (part) => {
          const line = String(part);
          if (line.startsWith('EHLO')) socket.write('250-mail\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n');
          else if (line.startsWith('STARTTLS')) socket.write(answer);
          else socket.write('250 ok\r\n');
        });
      }),
    );
    const outcome = await attempt(smtpAim(valuesAt(server.port)), 'encrypted');
    expect(outcome.state).toBe('failed');
    if (code) expect(outcome.code).toBe(code);
    expect(holdsSecret(server.heard())).toBe(false);
    expect(server.heard().toString('latin1')).not.toContain('AUTH');
  });
});

describe('MySQL', () => {
  it('never tells the password as it is or in its old form, also where plain is allowed', async () => {
    for (const switchTo of ['mysql_clear_password', 'old'] as const) {
      const server = await tap(mysqlServer({ switchTo }));
      const outcome = await attempt(mysqlAim(valuesAt(server.port)), 'plain');
      const code = switchTo === 'old' ? 'answer_odd' : 'mysql_clear_password';
      expect(outcome).toEqual({ state: 'failed', code });
      expect(holdsSecret(server.heard())).toBe(false);
    }
  });

  it('says so when a server asks for the password in clear text over TLS', async () => {
    const server = await tap(mysqlServer({ certificate, switchTo: 'mysql_clear_password' }));
    const outcome = await attempt(mysqlAim(valuesAt(server.port)), 'encrypted');
    expect(outcome).toEqual({ state: 'failed', code: 'mysql_clear_password' });
  });
});
