import type { Server } from 'node:http';

/** Takes no more connections and waits until all are closed: idle ones at once, busy ones at `deadlineMs` at the latest. */
export async function drain(server: Server, deadlineMs: number): Promise<void> {
  const closeIdle = setInterval(() => server.closeIdleConnections(), 100);
  const closeAll = setTimeout(() => server.closeAllConnections(), deadlineMs);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(closeIdle);
  clearTimeout(closeAll);
}
