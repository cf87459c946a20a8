import { parentPort, workerData } from 'node:worker_threads';
import { createProxiedSend } from '@/lib/providers/http/proxied-send';
import { createSignerLook } from '@/lib/providers/http/signer';
import type { HostMessage, WorkerMessage, WorkerSettings } from '@/lib/providers/onepassword/protocol';
import { type Account, createAccounts } from './accounts';
import { createGuardedFetch } from './guarded-fetch';
import { runCall } from './run-call';

// The thread that runs the SDK. A panic of the SDK's core is an uncaught exception here and ends the thread: the host
// sees it and starts another.
if (!parentPort) throw new Error('this file runs as a worker thread');
const port = parentPort;
const settings: WorkerSettings = workerData;
const lastWorked = new Int32Array(settings.lastWorked);
const say = (message: WorkerMessage) => port.postMessage(message);

const accounts = createAccounts({
  maxClients: settings.maxClients,
  now: () => Date.now(),
  onWork: ({ managerNumber }) => Atomics.store(lastWorked, 0, managerNumber),
  onWire: ({ managerId, revision }, { vaultId: _vault, itemId: _item, signer: _signer, ...record }) =>
    say({
      kind: 'wire',
      event: {
        managerId,
        revision,
        ...record,
        ...(record.route === 'auth/start' ? { isSignIn: true as const } : {}),
      },
    }),
});

const nodeFetch = globalThis.fetch;
const guardedFetch = createGuardedFetch({
  timeoutMs: settings.requestTimeoutMs,
  limitBytes: settings.answerLimitBytes,
  ownerOf: accounts.ownerOf,
  send: nodeFetch,
  sendThrough: createProxiedSend(),
  signerOf: createSignerLook(),
  now: () => Date.now(),
});
// The core looks the global fetch up at each request and calls it with one Request.
globalThis.fetch = (input, init) => guardedFetch(new Request(input, init));

port.on('message', (message: HostMessage) => {
  switch (message.kind) {
    case 'ping':
      return say({ kind: 'pong' });
    case 'forget':
      return accounts.forget(message.managerId);
    case 'call': {
      const { id, session, call, times } = message;
      const lending = {
        use: <T>(work: (account: Account) => Promise<T>) => accounts.use(session, work),
        signInAhead: () => accounts.signInAhead(session),
        useKnown: <T>(work: (account: Account) => Promise<T>) => accounts.useKnown(session, work),
        turn: () => accounts.turnOf(session),
        queueMs: accounts.queueMs,
        onQueue: (isIn: boolean) => say({ kind: 'queue', id, isIn }),
      };
      const answer = runCall(lending, call, times);
      return void answer.then((outcome) => say({ kind: 'answer', id, outcome }));
    }
  }
});

say({ kind: 'ready' });
