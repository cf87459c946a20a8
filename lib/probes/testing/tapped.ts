import { connect, createServer, type Server, type Socket } from 'node:net';

export interface Tapped {
  port: number;
  /** Everything that came from clients so far, as it was on the wire. */
  heard(): Buffer;
  close(): void;
}

/** Listens in front of a server that is not listening yet, and writes down what clients send on the wire. */
export async function tapped(server: Server): Promise<Tapped> {
  const behind = await listen(server);
  const parts: Buffer[] = [];
  const tap = createServer((client) => {
    const inside = connect(behind.port, '127.0.0.1');
    for (const socket of [client, inside]) socket.on('error', () => undefined);
    client.on('data', (part) => parts.push(part));
    client.pipe(inside).pipe(client);
    client.once('close', () => inside.destroy());
    inside.once('close', () => client.end());
  });
  const front = await listen(tap);
  return {
    port: front.port,
    heard: () => Buffer.concat(parts),
    close: () => {
      front.close();
      behind.close();
    },
  };
}

async function listen(server: Server): Promise<{ port: number; close: () => void }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
