import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to the database that can be closed (refused), or fall silent (nothing is handed on, and nobody is told). */
export function wayTo(target: number) {
  const sockets = new Set<Socket>();
  let isSilent = false;
  const server: Server = createServer((near) => {
    if (isSilent) return void sockets.add(near);
    const far = connect(target, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('data', (bytes) => isSilent || other.write(bytes));
      one.on('error', () => other.destroy()).on('close', () => isSilent || other.destroy());
    }
  });
  const open = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const end = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    open,
    close: () => {
      server.close();
      end();
    },
    fallSilent: () => {
      isSilent = true;
    },
    speak: () => {
      isSilent = false;
      end();
    },
  };
}
