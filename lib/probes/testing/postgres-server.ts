import { createServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

export interface PostgresServerOptions {
  /** Absent: the server answers N to the request for TLS. */
  certificate?: { cert: string; key: string };
  asksFor: 'clear' | 'md5' | 'scram';
  /** Sent together with the answer to the request for TLS, as somebody on the way would put it in. */
  injected?: 'clear';
}

const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
const requests = {
  clear: message('R', Buffer.from([0, 0, 0, 3])),
  md5: message('R', Buffer.from([0, 0, 0, 5, 1, 2, 3, 4])),
  scram: message('R', Buffer.concat([Buffer.from([0, 0, 0, 10]), Buffer.from('SCRAM-SHA-256\0\0')])),
};
const welcome = Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))]);

/** A PostgreSQL server as far as signing in goes (protocol 3.0): it takes whatever it is given for the password. */
export function postgresServer({ certificate, asksFor, injected }: PostgresServerOptions): Server {
  return createServer((socket) => {
    socket.once('data', (first) => {
      if (!sslRequest.equals(first)) return askFor(socket, asksFor);
      const answer = Buffer.from(certificate ? 'S' : 'N');
      socket.write(injected ? Buffer.concat([answer, requests[injected]]) : answer);
      const inside = certificate ? new TLSSocket(socket, { isServer: true, ...certificate }) : socket;
      inside.on('error', () => undefined);
      inside.once('data', () => askFor(inside, asksFor));
    });
  });
}

function askFor(socket: Socket, what: PostgresServerOptions['asksFor']): void {
  socket.write(requests[what]);
  socket.on('data', (part) => {
    if (part[0] === 'p'.charCodeAt(0)) socket.write(welcome);
  });
}

function message(kind: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(kind), length, body]);
}
