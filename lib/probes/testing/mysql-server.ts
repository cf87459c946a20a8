import { createServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** What the server asks for after the client's first answer. `old`: the one byte of servers before 4.1. */
export type Switch = 'mysql_clear_password' | 'sha256_password' | 'caching_sha2_password' | 'old';

export interface MysqlServerOptions {
  /** Absent: the server does not offer TLS. */
  certificate?: { cert: string; key: string };
  switchTo?: Switch;
  /** Sent together with the greeting, before TLS, as somebody on the way would put it in. */
  injected?: Switch;
}

const protocol41 = 0x0200;
const encryption = 0x0800;
const secureConnection = 0x8000;
const pluginAuth = 0x0008;
const sslRequestBytes = 36;
const scramble = Buffer.from('abcdefghijklmnopqrst');
const ok = Buffer.from([0, 0, 0, 2, 0, 0, 0]);

/** A MySQL server as far as signing in goes: it takes whatever it is given for the password. */
export function mysqlServer({ certificate, switchTo, injected }: MysqlServerOptions): Server {
  return createServer((socket) => {
    const first = packet(0, greeting(certificate !== undefined));
    socket.write(injected ? Buffer.concat([first, packet(1, switchRequest(injected))]) : first);
    socket.once('data', (answer) => {
      if (!certificate) return signIn(socket, answer, switchTo);
      // The client begins TLS without waiting: what came with its request belongs to that.
      socket.pause();
      socket.unshift(answer.subarray(sslRequestBytes));
      const inside = new TLSSocket(socket, { isServer: true, ...certificate });
      inside.on('error', () => undefined);
      inside.once('data', (part: Buffer) => signIn(inside, part, switchTo));
    });
  });
}

function signIn(socket: Socket, answer: Buffer, switchTo: Switch | undefined): void {
  const next = (answer[3] ?? 0) + 1;
  socket.on('data', (part) => {
    const isQuit = part[4] === 1 && part.length === 5;
    if (isQuit) socket.end();
    else socket.write(packet((part[3] ?? 0) + 1, ok));
  });
  socket.write(packet(next, switchTo ? switchRequest(switchTo) : ok));
}

function greeting(offersTls: boolean): Buffer {
  const low = protocol41 | secureConnection | (offersTls ? encryption : 0) | 0x0009;
  const numbers = Buffer.alloc(2 + 1 + 2 + 2 + 1);
  numbers.writeUInt16LE(low, 0);
  numbers.writeUInt8(45, 2);
  numbers.writeUInt16LE(2, 3);
  numbers.writeUInt16LE(pluginAuth, 5);
  numbers.writeUInt8(21, 7);
  return Buffer.concat([
    Buffer.from('\x0a8.0.0\0', 'latin1'),
    Buffer.from([1, 0, 0, 0]),
    scramble.subarray(0, 8),
    Buffer.from([0]),
    numbers,
    Buffer.alloc(10),
    scramble.subarray(8),
    Buffer.from('\0mysql_native_password\0', 'latin1'),
  ]);
}

function switchRequest(to: Switch): Buffer {
  if (to === 'old') return Buffer.from([0xfe]);
  return Buffer.concat([Buffer.from(`\xfe${to}\0`, 'latin1'), scramble, Buffer.from([0])]);
}

function packet(sequence: number, body: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUIntLE(body.length, 0, 3);
  head.writeUInt8(sequence, 3);
  return Buffer.concat([head, body]);
}
