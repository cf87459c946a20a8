import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEgressRule } from '@/lib/kernel/egress-rule';
import { kindOfAddress } from './address';
import { canonicalHost } from './host';
import { type Gate, openEgress, type Reach } from './open';

let server: Server;
let port = 0;
let connections = 0;

beforeAll(async () => {
  server = createServer((socket) => {
    connections += 1;
    socket.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(() => server.close());

const rulesOf = (...texts: string[]) =>
  texts.map((text) => parseEgressRule(text)).filter((rule) => rule !== undefined);

/** A gate whose names resolve as told, and which counts the look-ups. */
function gateOf(listed: readonly string[], names: Record<string, readonly string[]> = {}) {
  const asked: string[] = [];
  const gate: Gate = {
    rules: rulesOf(...listed),
    lookup: async (host) => {
      asked.push(host);
      return (names[host] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    },
  };
  return { gate, asked };
}

async function outcomeOf(host: string, gate: Gate, reach: Reach = 'public', at = port): Promise<string> {
  try {
    const { socket, kind } = await openEgress({ host, port: at, reach }, gate, AbortSignal.timeout(3_000));
    socket.destroy();
    return kind;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  }
}

describe('an address', () => {
  it.each([
    '169.254.169.254',
    '169.254.0.1',
    'fe80::1',
    'fd00:ec2::254',
    '168.63.129.16',
    '100.100.100.200',
    '0.0.0.0',
    '0.1.2.3',
    '::',
    '224.0.0.1',
    'ff02::1',
    '255.255.255.255',
    '240.0.0.1',
    '192.0.0.192',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '::169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::1',
    '2001:0:1234::1',
    '2001:db8::1',
    '0:0:0:0:0:0:0:0',
    '4000::1',
    'not an address',
  ])('is never reached when it is %s', (address) => {
    expect(kindOfAddress(address, [])).toBe('never');
  });

  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.0.1',
    '100.64.0.1',
    '198.18.0.1',
    '::1',
    'fd12::1',
    'fec0::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '2002:0a00:0001::',
    '::ffff:0:127.0.0.1',
  ])('is inside when it is %s', (address) => {
    expect(kindOfAddress(address, [])).toBe('inside');
  });

  it.each(['93.184.215.14', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
    'is public when it is %s',
    (address) => {
      expect(kindOfAddress(address, [])).toBe('public');
    },
  );

  it('is inside when it is a public one of this very machine', () => {
    expect(kindOfAddress('93.184.215.14', ['93.184.215.14'])).toBe('inside');
  });
});

describe('a host', () => {
  it.each([
    ['2130706433', '127.0.0.1'],
    ['0x7f000001', '127.0.0.1'],
    ['0177.0.0.1', '127.0.0.1'],
    ['127.1', '127.0.0.1'],
    ['127.0.0.1.', '127.0.0.1'],
    ['１２７.0.0.1', '127.0.0.1'],
    ['LOCALHOST.', 'localhost'],
    ['[::FFFF:127.0.0.1]', '::ffff:7f00:1'],
    ['::1', '::1'],
    ['0:0::1', '::1'],
    ['Bücher.example', 'xn--bcher-kva.example'],
    ['169。254。169。254', '169.254.169.254'],
  ])('written as %s is %s', (text, host) => {
    expect(canonicalHost(text)).toBe(host);
  });

  it.each([
    '',
    ' ',
    'a b',
    'a/b',
    'a\\b',
    'user@host',
    'host:80',
    'host?x',
    'host#x',
    'a%2eb',
    '/var/run/postgresql',
    'fe80::1%eth0',
    '[::1',
    'a..b',
    'a\u0000b',
    '{{secret}}.example.com',
    `${'a'.repeat(256)}`,
  ])('is none when it is %j', (text) => {
    expect(canonicalHost(text)).toBeUndefined();
  });
});

describe('a connection outward', () => {
  const loopbacks = [
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '127.1',
    '[::ffff:127.0.0.1]',
    'LOCALHOST',
    'localhost.',
    'rebind.example',
  ];
  const names = { localhost: ['127.0.0.1', '::1'], 'rebind.example': ['127.0.0.1'] };

  it.each(loopbacks)('to this machine is refused when it is written %s', async (host) => {
    const before = connections;
    expect(await outcomeOf(host, gateOf([], names).gate)).toBe('host_private');
    expect(connections).toBe(before);
  });

  it.each(['127.0.0.1', '2130706433', '[::ffff:127.0.0.1]'])(
    'to a listed address is made, written %s',
    async (host) => {
      expect(await outcomeOf(host, gateOf(['127.0.0.0/8']).gate)).toBe('inside');
    },
  );

  it('to a listed name is made, and to another name of the same address is not', async () => {
    const { gate } = gateOf(['db.internal'], {
      'db.internal': ['127.0.0.1'],
      'other.internal': ['127.0.0.1'],
    });
    expect(await outcomeOf('db.internal', gate)).toBe('inside');
    expect(await outcomeOf('other.internal', gate)).toBe('host_private');
  });

  it('to a name below a listed suffix is made, and to the suffix itself or a look-alike is not', async () => {
    const at = ['127.0.0.1'];
    const { gate } = gateOf(['*.internal'], {
      'a.b.internal': at,
      internal: at,
      notinternal: at,
      'internal.evil': at,
    });
    expect(await outcomeOf('a.b.internal', gate)).toBe('inside');
    for (const host of ['internal', 'notinternal', 'internal.evil']) {
      expect(await outcomeOf(host, gate)).toBe('host_private');
    }
  });

  it('is of the listed port alone', async () => {
    expect(await outcomeOf('127.0.0.1', gateOf([`127.0.0.1:${port}`]).gate)).toBe('inside');
    expect(await outcomeOf('127.0.0.1', gateOf([`127.0.0.1:${port === 1 ? 2 : port - 1}`]).gate)).toBe(
      'host_private',
    );
  });

  it.each([
    '169.254.169.254',
    '[fd00:ec2::254]',
    '0',
    '2852039166',
    '[::ffff:169.254.169.254]',
    'metadata.internal',
  ])('to %s is refused even where everything is listed', async (host) => {
    const { gate } = gateOf(['0.0.0.0/0', '::/0', '*.internal'], {
      'metadata.internal': ['169.254.169.254'],
    });
    expect(await outcomeOf(host, gate)).toBe('host_refused');
  });

  it('is refused when one of a name’s addresses is bad, whatever the order', async () => {
    const public4 = '93.184.215.14';
    const { gate } = gateOf([], {
      a: [public4, '127.0.0.1'],
      b: ['127.0.0.1', public4],
      c: [public4, '169.254.1.1'],
    });
    expect(await outcomeOf('a', gate)).toBe('host_private');
    expect(await outcomeOf('b', gate)).toBe('host_private');
    expect(await outcomeOf('c', gate)).toBe('host_refused');
  });

  it('looks a name up once, so that a second answer cannot lead elsewhere', async () => {
    const { gate, asked } = gateOf(['db.internal'], { 'db.internal': ['127.0.0.1'] });
    await outcomeOf('db.internal', gate);
    expect(asked).toEqual(['db.internal']);
  });

  it('for listed hosts alone goes to no public one', async () => {
    const { gate } = gateOf(['10.0.0.0/8'], { 'api.example.com': ['93.184.215.14'] });
    expect(await outcomeOf('api.example.com', gate, 'listed')).toBe('host_not_listed');
    expect(await outcomeOf('93.184.215.14', gate, 'listed')).toBe('host_not_listed');
  });

  it('to a host that is itself secret is not even looked up unless its name is listed', async () => {
    const { gate, asked } = gateOf(['127.0.0.0/8', '*.internal'], {
      'hunter2.evil.example': ['127.0.0.1'],
      'db.internal': ['127.0.0.1'],
    });
    expect(await outcomeOf('hunter2.evil.example', gate, 'listed-by-name')).toBe('host_not_listed');
    expect(asked).toEqual([]);
    expect(await outcomeOf('db.internal', gate, 'listed-by-name')).toBe('inside');
    expect(await outcomeOf('127.0.0.1', gate, 'listed-by-name')).toBe('inside');
  });

  it('tells a closed port, a name without address and a silent resolver apart', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const address = closed.address();
    const closedPort = typeof address === 'object' && address ? address.port : 0;
    await new Promise((resolve) => closed.close(resolve));
    expect(await outcomeOf('127.0.0.1', gateOf(['127.0.0.1']).gate, 'public', closedPort)).toBe(
      'connection_refused',
    );
    expect(await outcomeOf('nowhere.example', gateOf([]).gate)).toBe('dns_not_found');
    const silent: Gate = { rules: [], lookup: () => new Promise(() => undefined) };
    await expect(
      openEgress({ host: 'a.example', port, reach: 'public' }, silent, AbortSignal.timeout(50)),
    ).rejects.toMatchObject({ code: 'timed_out' });
  });

  it('never tells the host or the address in its error', async () => {
    const { gate } = gateOf([], { 'hunter2.example': ['127.0.0.1'] });
    const failure = await openEgress(
      { host: 'hunter2.example', port, reach: 'public' },
      gate,
      AbortSignal.timeout(3_000),
    ).catch((error: unknown) => error);
    expect(`${failure instanceof Error ? failure.stack : ''}`).not.toMatch(/hunter2|127\.0\.0\.1/);
  });
});
