import type { Opened } from '@/lib/egress/open';
import { timedOut } from './outcomes';

const mostBytes = 1024 * 1024;
const lookEveryMs = 50;

/**
 * Runs a client on an opened connection. When the time is up, or the other side pours out more than a sign-in takes
 * (1 MB), the connection is cut, and so it is at the end. Throws `timed_out`, or what `work` threw.
 */
export async function withinLimits<T>(
  opened: Opened,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const { socket } = opened;
  const cut = () => socket.destroy();
  const watch = setInterval(() => {
    if (socket.bytesRead > mostBytes) cut();
  }, lookEveryMs);
  let stop = () => undefined as undefined;
  const ended = new Promise<never>((_, reject) => {
    stop = () => {
      cut();
      reject(timedOut());
    };
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) throw timedOut();
    return await Promise.race([work(), ended]);
  } finally {
    clearInterval(watch);
    signal.removeEventListener('abort', stop);
    cut();
  }
}
