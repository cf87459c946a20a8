// Loaded into the product's process by a test (NODE_OPTIONS=--import): ends or blocks its SDK threads from outside, as an
// operator with a debugger could. SIGUSR2 ends them, SIGWINCH makes them run in circles for ever. Says what it sees and does.
import { Session } from 'node:inspector';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const session = new Session();
  const threads = new Set();
  const say = (text) => process.stdout.write(`e2e: ${text}\n`);
  session.connect();
  session.on('NodeWorker.attachedToWorker', ({ params }) => {
    if (!params.workerInfo.url.includes('sdk-worker')) return;
    threads.add(params.sessionId);
    say(`SDK thread ${params.sessionId} has begun`);
  });
  session.on('NodeWorker.detachedFromWorker', ({ params }) => {
    if (threads.delete(params.sessionId)) say(`SDK thread ${params.sessionId} has ended`);
  });
  session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
  const evaluate = (expression) => {
    const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } });
    const told = [...threads];
    for (const sessionId of told) session.post('NodeWorker.sendMessageToWorker', { sessionId, message });
    say(`told ${told.length} SDK threads: ${expression}`);
  };
  process.on('SIGUSR2', () => evaluate('process.exit(9)'));
  process.on('SIGWINCH', () => evaluate('for (;;);'));
}
