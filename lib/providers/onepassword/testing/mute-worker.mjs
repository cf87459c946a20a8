// A worker that lives and says so, and answers no call.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', (message) => {
  if (message.kind === 'ping') parentPort.postMessage({ kind: 'pong' });
});
parentPort.postMessage({ kind: 'ready' });
