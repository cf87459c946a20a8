import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach } from 'vitest';
import { listen } from '../listen';

const servers: Server[] = [];
const sockets: Socket[] = [];

/** Starts a server on a free port of loopback. It ends with the test. */
export async function serve(
  answer: RequestListener,
  prepare: (server: Server) => void = () => undefined,
  options: ServerOptions = {},
): Promise<number> {
  const server = createServer(options, answer);
  prepare(server);
  servers.push(server);
  return listen(server, { port: 0, host: '127.0.0.1' });
}

/** Opens a connection, from `localAddress` when one is given. Its failures are silent; it ends with the test. */
export async function open(port: number, localAddress?: string): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  sockets.push(socket);
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
  return socket;
}

/** Sends `lines` as they are on a connection of their own; answers all that came back until the other side closed. */
export async function ask(port: number, lines: readonly string[], localAddress?: string): Promise<string> {
  const socket = await open(port, localAddress);
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  socket.write([...lines, 'Connection: close', '', ''].join('\r\n'));
  await new Promise((resolve) => socket.once('close', resolve));
  return answer;
}

/** Closes what the test opened. Call it once in a test file. */
export function useRawConnections(): void {
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    for (const server of servers.splice(0)) server.close().closeAllConnections();
  });
}
