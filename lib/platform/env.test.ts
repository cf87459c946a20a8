import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnv } from './env';

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');
const apiKey = `lk_${'a'.repeat(32)}`;

function fieldsOf(source: Record<string, string>): unknown {
  try {
    readEnv(source);
    return {};
  } catch (error) {
    return Object(error).fields;
  }
}

describe('readEnv', () => {
  it('starts with nothing set', () => {
    expect(readEnv({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: resolve('data'),
      previousMasterKeys: [],
      signInHosts: [],
      egressHosts: [],
      trustedProxies: [],
      origin: 'http://localhost:3000',
      hostAliases: [],
      keepAliveMs: 75_000,
      detachedMs: 21_600_000,
      detachedKeysMs: 900_000,
      drainMs: 0,
      openSecretFiles: [],
      proxies: { direct: [] },
      startWaitMs: 60_000,
      providerTimeoutMs: 10_000,
      callerUpstreamPerMinute: 3_000,
      callerAbsencesPerHour: 200,
      role: 'all',
      logLevel: 'info',
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readEnv({ PORT: '', LATCHKEY_MASTER_KEY: ' ', DATABASE_URL: '' })).toEqual(readEnv({}));
  });

  it('reads everything that is set', () => {
    const read = readEnv({
      PORT: '8080',
      HOST: '0.0.0.0',
      DATA_DIR: '/var/lib/latchkey',
      DATABASE_URL: 'postgresql://me:secret@db:5432/latchkey?sslmode=verify-full',
      LATCHKEY_LISTEN_URL: 'postgresql://me:secret@direct/latchkey',
      LATCHKEY_MASTER_KEY: key(1),
      LATCHKEY_MASTER_KEY_PREVIOUS: `${key(2)}, ${key(3)},`,
      LATCHKEY_SIGN_IN_HOSTS: 'http://127.0.0.1:4040/, HTTPS://Example.COM:443',
      LATCHKEY_EGRESS_HOSTS: 'db.internal:5432, 10.0.0.0/8',
      HTTPS_PROXY: 'http://me:p%40ss@proxy.corp:3128',
      HTTP_PROXY: 'proxy.corp:3129',
      NO_PROXY: 'localhost, .corp.example 10.0.0.0/8',
      LATCHKEY_TRUSTED_PROXIES: 'loopback, 10.0.0.0/8, 192.0.2.1',
      LATCHKEY_ADMIN_EMAIL: 'admin@example.com',
      LATCHKEY_ADMIN_PASSWORD: 'long enough',
      LATCHKEY_ADMIN_API_KEY: apiKey,
      LATCHKEY_ORIGIN: 'https://keys.example.com/',
      LATCHKEY_HOST_ALIASES: 'Latchkey.svc, keys.internal:8443',
      LATCHKEY_METRICS_PORT: '9464',
      LATCHKEY_PROVIDER_TIMEOUT_MS: '2500',
      LATCHKEY_KEY_UPSTREAM_PER_MINUTE: '600',
      LATCHKEY_KEY_ABSENCES_PER_HOUR: '50',
      LATCHKEY_ROLE: 'resolver',
      LOG_LEVEL: 'debug',
    });
    expect(read).toMatchObject({
      port: 8080,
      host: '0.0.0.0',
      dataDir: '/var/lib/latchkey',
      databaseServer: {
        hosts: [{ host: 'db', port: 5432 }],
        user: 'me',
        password: 'secret',
        database: 'latchkey',
        parameters: { sslmode: 'verify-full' },
      },
      listenServer: { hosts: [{ host: 'direct', port: 5432 }], user: 'me', database: 'latchkey' },
      startWaitMs: 60_000,
      signInHosts: ['http://127.0.0.1:4040', 'https://example.com'],
      egressHosts: [
        { kind: 'name', name: 'db.internal', port: 5432 },
        { kind: 'range', address: '10.0.0.0', family: 'ipv4', prefix: 8 },
      ],
      proxies: {
        https: {
          protocol: 'http:',
          host: 'proxy.corp',
          port: 3128,
          authorization: `Basic ${Buffer.from('me:p@ss').toString('base64')}`,
        },
        http: { protocol: 'http:', host: 'proxy.corp', port: 3129 },
        direct: [
          { kind: 'name', name: 'localhost' },
          { kind: 'suffix', suffix: 'localhost' },
          { kind: 'name', name: 'corp.example' },
          { kind: 'suffix', suffix: 'corp.example' },
          { kind: 'range', address: '10.0.0.0', family: 'ipv4', prefix: 8 },
        ],
      },
      trustedProxies: [
        { address: '127.0.0.0', family: 'ipv4', prefix: 8 },
        { address: '::1', family: 'ipv6', prefix: 128 },
        { address: '10.0.0.0', family: 'ipv4', prefix: 8 },
        { address: '192.0.2.1', family: 'ipv4', prefix: 32 },
      ],
      adminEmail: 'admin@example.com',
      adminPassword: 'long enough',
      adminApiKey: apiKey,
      origin: 'https://keys.example.com',
      hostAliases: [{ name: 'latchkey.svc' }, { name: 'keys.internal', port: 8443 }],
      metrics: { port: 9464, host: '127.0.0.1' },
      providerTimeoutMs: 2500,
      callerUpstreamPerMinute: 600,
      callerAbsencesPerHour: 50,
      role: 'resolver',
      logLevel: 'debug',
    });
    expect(read.masterKey?.export()).toEqual(Buffer.alloc(32, 1));
    expect(read.previousMasterKeys.map((previous) => previous.export())).toEqual([
      Buffer.alloc(32, 2),
      Buffer.alloc(32, 3),
    ]);
  });

  it.each([
    ['PORT', '80a'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['DATABASE_URL', 'mysql://db/latchkey'],
    ['DATABASE_URL', 'file:./data.db'],
    ['LATCHKEY_LISTEN_URL', 'mysql://db/latchkey'],
    ['LATCHKEY_LISTEN_URL', 'postgresql://db/latchkey'],
    ['LATCHKEY_MASTER_KEY', 'hunter2'],
    ['LATCHKEY_MASTER_KEY', Buffer.alloc(31).toString('base64')],
    ['LATCHKEY_MASTER_KEY', `${key(1)} and more`],
    ['LATCHKEY_MASTER_KEY_PREVIOUS', `${key(1)},nonsense`],
    ['LATCHKEY_SIGN_IN_HOSTS', 'example.com'],
    ['LATCHKEY_SIGN_IN_HOSTS', 'https://example.com/path'],
    ['LATCHKEY_SIGN_IN_HOSTS', 'https://user@example.com'],
    ['LATCHKEY_SIGN_IN_HOSTS', 'ftp://example.com'],
    ['LATCHKEY_EGRESS_HOSTS', '*'],
    ['LATCHKEY_EGRESS_HOSTS', 'db.internal, 10.0.0.0/33'],
    ['LATCHKEY_EGRESS_HOSTS', 'https://db.internal'],
    ['LATCHKEY_EGRESS_HOSTS', 'db.internal:0'],
    ['HTTPS_PROXY', 'socks5://canary:canary@proxy.corp:1080'],
    ['HTTPS_PROXY', 'http://canary:with/slash@proxy.corp:3128'],
    ['HTTPS_PROXY', 'http://canary:100%@proxy.corp:3128'],
    ['HTTP_PROXY', 'http://proxy.corp:3128/canary'],
    ['NO_PROXY', 'localhost, https://canary'],
    ['LATCHKEY_TRUSTED_PROXIES', 'proxy.internal'],
    ['LATCHKEY_TRUSTED_PROXIES', 'loopback, 10.0.0.0/33'],
    ['LATCHKEY_TRUSTED_PROXIES', '10.0.0.1:80'],
    ['LATCHKEY_TRUSTED_PROXIES', 'constructor'],
    ['LATCHKEY_ADMIN_API_KEY', `lk_${'a'.repeat(31)}`],
    ['LATCHKEY_ADMIN_API_KEY', `ops_${'a'.repeat(40)}`],
    ['LATCHKEY_ADMIN_API_KEY', `lk_${'a'.repeat(32)}!`],
    ['LATCHKEY_ADMIN_EMAIL', 'admin'],
    ['LATCHKEY_ORIGIN', 'keys.example.com'],
    ['LATCHKEY_HOST_ALIASES', 'https://keys.internal'],
    ['LATCHKEY_HOST_ALIASES', 'keys.internal, a b'],
    ['LATCHKEY_METRICS_PORT', '65536'],
    ['LATCHKEY_METRICS_PORT', 'on'],
    ['LATCHKEY_PROVIDER_TIMEOUT_MS', '99'],
    ['LATCHKEY_KEY_UPSTREAM_PER_MINUTE', '0'],
    ['LATCHKEY_KEY_ABSENCES_PER_HOUR', 'none'],
    ['LATCHKEY_ROLE', 'proxy'],
    ['LOG_LEVEL', 'verbose'],
  ])('names %s when it is wrong (%s)', (name, value) => {
    expect(fieldsOf({ [name]: value })).toMatchObject({
      [name]: { inTerminal: expect.stringMatching(`^${name} .+`) },
    });
  });

  it('names every mistake at once, each on a line', () => {
    expect(() => readEnv({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/\nPORT .+\nLOG_LEVEL .+/);
  });

  it('never repeats what was given, which may be secret', () => {
    const source = {
      LATCHKEY_MASTER_KEY: 'canary-key',
      LATCHKEY_ADMIN_API_KEY: 'canary-api-key',
      HTTPS_PROXY: 'http://me:canary#@proxy.corp',
    };
    expect(fieldsOf(source)).toMatchObject({
      HTTPS_PROXY: { inTerminal: expect.any(String) },
      LATCHKEY_MASTER_KEY: { inTerminal: expect.any(String) },
      LATCHKEY_ADMIN_API_KEY: { inTerminal: expect.any(String) },
    });
    expect(JSON.stringify(fieldsOf(source))).not.toContain('canary');
    expect(() => readEnv(source)).toThrow(/^(?!.*canary).+$/s);
  });

  it('takes an address to listen at beside one for everything else, in the same schema', () => {
    const saidOf = (listen: string, database = '') =>
      String(
        Object(fieldsOf({ DATABASE_URL: database, LATCHKEY_LISTEN_URL: listen })).LATCHKEY_LISTEN_URL
          ?.inTerminal,
      );
    const [listen, database] = ['postgresql://me:canary@direct/keys', 'postgresql://me@pool/keys'];
    expect(saidOf(listen)).toMatch(/is set and DATABASE_URL is not/);
    for (const other of [database, `${database}?schema=two`])
      expect(saidOf(`${listen}?schema=one`, other)).toMatch(/names another schema than DATABASE_URL/);
    for (const same of [listen, `${listen}?schema=one`])
      expect(readEnv({ DATABASE_URL: `${database}?schema=one`, LATCHKEY_LISTEN_URL: same })).toMatchObject({
        listenServer: { hosts: [{ host: 'direct', port: 5432 }] },
      });
    expect(saidOf(`${listen}?passfile=/x`, database)).toMatch(/name it in LATCHKEY_LISTEN_URL_FILE\.$/);
    expect(saidOf('mysql://me:canary@direct', database)).toMatch(
      /leave it unset to listen at DATABASE_URL\.$/,
    );
    expect(saidOf('postgresql://me:can@ary@direct/keys', database)).toMatch(
      /^(?!.*ary@direct).*cannot be taken apart/,
    );
  });

  it('wants the first admin’s address and password together', () => {
    expect(fieldsOf({ LATCHKEY_ADMIN_EMAIL: 'admin@example.com' })).toHaveProperty('LATCHKEY_ADMIN_EMAIL');
    expect(fieldsOf({ LATCHKEY_ADMIN_PASSWORD: 'long enough' })).toHaveProperty('LATCHKEY_ADMIN_EMAIL');
  });
});
