import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A way to a port of this machine that can be closed (refused), fall silent (nothing is handed on, and nobody is told), or be slow
 * (each piece is handed on `delayMs` later).
 */
export function wayTo(target: number) {
  const sockets = new Set<Socket>();
  let isSilent = false;
  let delayMs = 0;
  // One for each direction: what comes later never overtakes what still waits.
  const handingOn = (to: Socket) => {
    let waiting = 0;
    let last = Promise.resolve();
    const write = (bytes: Buffer) => isSilent || to.destroyed || to.write(bytes);
    return (bytes: Buffer) => {
      if (delayMs === 0 && waiting === 0) return void write(bytes);
      const dueAtMs = performance.now() + delayMs;
      waiting += 1;
      last = last
        .then(() => sleep(Math.max(0, dueAtMs - performance.now())))
        .then(() => {
          waiting -= 1;
          write(bytes);
        });
    };
  };
  const server: Server = createServer((near) => {
    if (isSilent) return void sockets.add(near.on('error', () => near.destroy()));
    const far = connect(target, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('data', handingOn(other));
      one.on('error', () => other.destroy()).on('close', () => isSilent || other.destroy());
      one.on('close', () => sockets.delete(one));
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
    slow: (byMs: number) => {
      delayMs = byMs;
    },
  };
}
