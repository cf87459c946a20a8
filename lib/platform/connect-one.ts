import { connect, type Socket } from 'node:net';
import { NetworkFailure } from '@/lib/kernel/network-cause';

/** Connects to one host, which is not judged here. Throws what the socket threw, or NetworkFailure `timed_out`. */
export function connectOne(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    // Not by connect's own `signal`, which would go on to cut the connection long after this step.
    const socket = connect({ host, port });
    const stop = () => socket.destroy(new NetworkFailure('timed_out'));
    signal.addEventListener('abort', stop, { once: true });
    socket.once('close', () => signal.removeEventListener('abort', stop));
    socket.once('error', reject);
    socket.once('connect', () => {
      signal.removeEventListener('abort', stop);
      socket.off('error', reject);
      // Whoever takes it listens for errors of its own; until then none may end the process.
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}
