import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEgressRule } from '@/lib/kernel/egress-rule';
import { type Gate, type Listing, openEgress, type Reach } from './open';

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

async function outcomeOf(
  host: string,
  gate: Gate,
  reach: Reach = 'public',
  at = port,
  listing: Listing = 'none',
): Promise<string> {
  try {
    const { socket, kind } = await openEgress(
      { host, port: at, reach, listing },
      gate,
      AbortSignal.timeout(3_000),
    );
    socket.destroy();
    return kind;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  }
}

describe('a connection outward', () => {
  it.each([0, -1, 1.5, 65_536, Number.NaN])('goes to no port %s, which is none', async (at) => {
    const { gate, asked } = gateOf([], { 'a.example': ['127.0.0.1'] });
    expect(await outcomeOf('a.example', gate, 'public', at)).toBe('host_invalid');
    expect(asked).toEqual([]);
  });

  it.each(['', 'a b', 'user@a.example', 'a.example/path'])(
    'goes to no host “%s”, which is none',
    async (host) => {
      const { gate, asked } = gateOf([]);
      expect(await outcomeOf(host, gate)).toBe('host_invalid');
      expect(asked).toEqual([]);
    },
  );

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

  it('to destinations alone looks no other name up, whatever an operator lists as reachable', async () => {
    const { gate, asked } = gateOf(['127.0.0.0/8', '*.internal'], {
      'db.internal': ['127.0.0.1'],
      'api.example.com': ['93.184.215.14'],
    });
    const before = connections;
    for (const host of ['db.internal', 'api.example.com', '127.0.0.1', '93.184.215.14', 'nowhere.example']) {
      expect(await outcomeOf(host, gate, 'destination')).toBe('host_not_listed');
    }
    expect(asked).toEqual([]);
    expect(connections).toBe(before);
  });

  it('to a destination is made only where it is also reachable', async () => {
    const names = { 'db.internal': ['127.0.0.1'], 'meta.internal': ['169.254.169.254'] };
    const open = (host: string, ...listed: string[]) =>
      outcomeOf(host, gateOf(listed, names).gate, 'destination', port, 'encrypted');
    expect(await open('db.internal', 'db.internal')).toBe('inside');
    expect(await open('db.internal')).toBe('host_private');
    expect(await open('meta.internal', '*.internal')).toBe('host_refused');
    expect(await open('nowhere.internal')).toBe('dns_not_found');
  });

  it('allows what is not encrypted for a destination that is listed as plain, and for no other', async () => {
    const plainOf = async (listing: Listing) => {
      const target = { host: '127.0.0.1', port, reach: 'public', listing } as const;
      const opened = await openEgress(target, gateOf(['127.0.0.1']).gate, AbortSignal.timeout(3_000));
      opened.socket.destroy();
      return opened.isPlainAllowed;
    };
    expect(await plainOf('plain')).toBe(true);
    expect(await plainOf('encrypted')).toBe(false);
    expect(await plainOf('none')).toBe(false);
  });

  it('lives on when the time to make it is over', async () => {
    const target = { host: '127.0.0.1', port, reach: 'public', listing: 'none' } as const;
    const reaching = new AbortController();
    const { socket } = await openEgress(target, gateOf(['127.0.0.1']).gate, reaching.signal);
    reaching.abort();
    await new Promise((resolve) => setImmediate(resolve));
    expect(socket.destroyed).toBe(false);
    socket.destroy();
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
    expect(await outcomeOf('hunter2.evil.example', gate, 'listed-by-name', port, 'encrypted')).toBe('inside');
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
      openEgress(
        { host: 'a.example', port, reach: 'public', listing: 'none' },
        silent,
        AbortSignal.timeout(50),
      ),
    ).rejects.toMatchObject({ code: 'timed_out' });
  });

  it('never tells the host or the address in its error', async () => {
    const { gate } = gateOf([], { 'hunter2.example': ['127.0.0.1'] });
    const failure = await openEgress(
      { host: 'hunter2.example', port, reach: 'public', listing: 'none' },
      gate,
      AbortSignal.timeout(3_000),
    ).catch((error: unknown) => error);
    expect(`${failure instanceof Error ? failure.stack : ''}`).not.toMatch(/hunter2|127\.0\.0\.1/);
  });
});
