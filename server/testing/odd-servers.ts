import { createServer, type Server } from 'node:net';

/** A server that answers like something else than the PostgreSQL that was expected. */
export interface OddServer {
  port: number;
  close(): void;
}

/** A PostgreSQL server without TLS, of an old version, that answers every question with that version. */
export function oldPostgres(version: string): Promise<OddServer> {
  return listening(
    createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        const isTlsAsked = bytes.length === 8 && bytes.readInt32BE(4) === 80_877_103;
        if (isTlsAsked) socket.write('N');
        else if (bytes[0] === 0) socket.write(Buffer.concat([message('R', int32(0)), ready]));
        else if (bytes[0] === 0x51) socket.write(Buffer.concat([row(version), ready]));
      });
    }),
  );
}

/** A web server, say, where PostgreSQL was expected. */
export function notPostgres(): Promise<OddServer> {
  return listening(
    createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    }),
  );
}

const ready = message('Z', Buffer.from('I'));

function row(value: string): Buffer {
  const column = Buffer.concat([
    Buffer.from('server_version_num\0'),
    int32(0),
    int16(0),
    int32(25),
    int16(-1),
    int32(-1),
    int16(0),
  ]);
  return Buffer.concat([
    message('T', Buffer.concat([int16(1), column])),
    message('D', Buffer.concat([int16(1), int32(value.length), Buffer.from(value)])),
    message('C', Buffer.from('SHOW\0')),
  ]);
}

function message(kind: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(kind), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

async function listening(server: Server): Promise<OddServer> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close: () => void server.close(),
  };
}
