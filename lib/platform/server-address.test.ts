import { describe, expect, it } from 'vitest';
import { hostsOf, readServerAddress } from './server-address';
import { refusedParameters } from './server-parameters';

function address(text: string) {
  const read = readServerAddress(text);
  if ('problem' in read) throw new Error(read.problem);
  return read.address;
}

function problem(text: string): string {
  const read = readServerAddress(text);
  return 'problem' in read ? read.problem : '';
}

describe('readServerAddress', () => {
  it('takes an address apart as libpq does', () => {
    expect(address('postgresql://m%40e:s%2Fecret:1@db:6432/key%20s?schema=latchkey&sslmode=require')).toEqual(
      {
        hosts: [{ host: 'db', port: 6432 }],
        user: 'm@e',
        password: 's/ecret:1',
        database: 'key s',
        parameters: { schema: 'latchkey', sslmode: 'require' },
      },
    );
    expect(address('postgres://db')).toEqual({ hosts: [{ host: 'db', port: 5432 }], parameters: {} });
  });

  it.each([
    ['postgresql://a,b:6432,[::1]/x', 'a:5432, b:6432, [::1]:5432'],
    ['postgresql://a,b/x?port=6432', 'a:6432, b:6432'],
    ['postgresql://a,b/x?port=1,2', 'a:1, b:2'],
    ['postgresql://ignored/x?host=a,b&port=1,2', 'a:1, b:2'],
    ['postgresql:///x?host=/run/postgresql', '/run/postgresql'],
    ['postgresql://%2Frun%2Fpostgresql:6432/x', '/run/postgresql (6432)'],
    ['postgresql://me@/x?host=/run/postgresql&port=6432', '/run/postgresql (6432)'],
    ['postgresql://me@/x?hostaddr=192.0.2.1', '192.0.2.1:5432'],
  ])('finds the hosts of %s', (text, hosts) => {
    expect(hostsOf(address(text))).toBe(hosts);
  });

  it('keeps the address of a name that is not to be looked up', () => {
    expect(address('postgresql://db/x?hostaddr=192.0.2.1').hosts).toEqual([
      { host: 'db', port: 5432, address: '192.0.2.1' },
    ]);
  });

  it('takes user, password and database from behind the ?', () => {
    expect(address('postgresql://db?user=me&password=s%26%40&dbname=keys')).toMatchObject({
      user: 'me',
      password: 's&@',
      database: 'keys',
    });
  });

  it.each(['@', '/', '#', '?', '%', '1/x', '1#', '1?a=b', '1?a=b@c', '@@', '/?#', '%zz', '%c3%28'])(
    'tells nothing of a password with an unencoded %s, and never takes a piece of it for a host',
    (piece) => {
      const said = problem(`postgresql://me:canary${piece}canary@db/latchkey`);
      expect(said).toMatch(/must be percent-encoded/);
      expect(said).not.toMatch(/canary|db/);
      expect(problem(`postgresql://me:1${piece}canary@db/latchkey`)).toMatch(/must be percent-encoded/);
    },
  );

  it.each([
    'postgresql://me:canary',
    'postgresql://me:canary/latchkey',
    'postgresql://me:1:canary/x',
    'postgresql://[::1]canary/x',
  ])('takes nothing behind a colon for a part of a host: %s', (text) => {
    expect(problem(text)).toMatch(/must be percent-encoded/);
    expect(problem(text)).not.toContain('canary');
  });

  it.each(Object.keys(refusedParameters))(
    'refuses the parameter %s by name, and its value is not told',
    (name) => {
      const said = problem(`postgresql://db/x?${name}=canary`);
      expect(said).toContain(`the parameter ${name}, which Latchkey does not take. `);
      expect(said).not.toContain('canary');
    },
  );

  it.each([
    ['sslmode=canary', 'the parameter sslmode, which must be disable, allow'],
    ['schema=', 'the parameter schema, which must be a name'],
    [`schema=${'é'.repeat(32)}`, 'the parameter schema, which must be a name of 1 to 63 bytes'],
    ['schema=pg_canary', 'the parameter schema, which must be a name'],
    ['connect_timeout=0', 'a whole number of seconds, 1 or more'],
    ['connection_limit=canary', 'a whole number from 1 to 999'],
    ['client_encoding=LATIN1', 'must be UTF8'],
    ['channel_binding=require', 'must be disable or prefer'],
    ['target_session_attrs=standby', 'must be any, read-write or primary: Latchkey writes'],
    ['keepalives=canary', 'must be 0 or 1'],
    ['host=a,b&hostaddr=192.0.2.1', 'another number of hosts in hostaddr'],
    ['hostaddr=canary', 'a hostaddr that is no IP address'],
    ['port=0', 'a port that is no whole number'],
    ['port=1,2', 'another number of ports'],
    ['host=%40canary', 'an abstract socket'],
    ['host=', 'names no host'],
    ['canary=1', 'a parameter (number 1 after the ?)'],
  ])('refuses %s', (parameters, said) => {
    expect(problem(`postgresql://db/x?${parameters}`)).toContain(said);
    expect(problem(`postgresql://db/x?${parameters}`)).not.toContain('canary');
  });
});
