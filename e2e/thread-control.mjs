// Loaded into the product's process by a test (NODE_OPTIONS=--import): ends or blocks its SDK threads from outside, as an
// operator with a debugger could. SIGUSR2 ends them, SIGWINCH makes them run in circles for ever.
import { Session } from 'node:inspector';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const session = new Session();
  const threads = new Set();
  session.connect();
  session.on('NodeWorker.attachedToWorker', ({ params }) => {
    if (params.workerInfo.url.includes('sdk-worker')) threads.add(params.sessionId);
  });
  session.on('NodeWorker.detachedFromWorker', ({ params }) => threads.delete(params.sessionId));
  session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
  const evaluate = (expression) => {
    const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } });
    for (const sessionId of threads) session.post('NodeWorker.sendMessageToWorker', { sessionId, message });
    process.stdout.write(`e2e: ${threads.size} SDK threads: ${expression}\n`);
  };
  process.on('SIGUSR2', () => evaluate('process.exit(9)'));
  process.on('SIGWINCH', () => evaluate('for (;;);'));
}
