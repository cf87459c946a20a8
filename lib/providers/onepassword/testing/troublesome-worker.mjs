// The worker as it ships, with managers that bring it down: what a call does is said by its manager's id.
import { parentPort, workerData } from 'node:worker_threads';

await import('../../../../dist/sdk-worker.mjs');
const lastWorked = new Int32Array(workerData.lastWorked);

parentPort.on('message', (message) => {
  if (message.kind !== 'call') return;
  const { managerId, managerNumber } = message.session;
  if (!managerId.endsWith('unsuspected')) Atomics.store(lastWorked, 0, managerNumber);
  if (managerId.startsWith('blocks')) for (;;);
  if (managerId.startsWith('exits')) process.exit(3);
  if (managerId.startsWith('throws')) throw new Error('a panic');
});
