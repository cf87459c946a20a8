import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from './faults';

/** An answer that is ready to go out. */
export type Reply = { status: number; headers?: Record<string, string>; body: string | Buffer };

/** Sends a reply as a fault would have it. Ends when the answer is out, the client gone, or `closing` fires. */
export async function deliver(
  response: ServerResponse,
  reply: Reply,
  fault: Fault | undefined,
  closing: AbortSignal,
): Promise<void> {
  const body = Buffer.from(reply.body);
  const half = body.subarray(0, Math.ceil(body.length / 2));
  switch (fault?.kind) {
    case 'truncated':
      return send(response, reply, half);
    case 'resetInBody':
      await sendPart(response, reply, body.length, half);
      response.socket?.resetAndDestroy();
      return;
    case 'hang':
      return sendPart(response, reply, body.length, half);
    case 'slow':
      return trickle(response, reply, body, fault, closing);
    case 'oversize':
      return flood(response, fault.sizeBytes);
    default:
      return send(response, reply, body);
  }
}

function send(response: ServerResponse, reply: Reply, body: Buffer): void {
  writeHead(response, reply, body.length);
  response.end(body);
}

function sendPart(response: ServerResponse, reply: Reply, announced: number, part: Buffer): Promise<void> {
  writeHead(response, reply, announced);
  return new Promise((resolve) => response.write(part, () => resolve()));
}

async function trickle(
  response: ServerResponse,
  reply: Reply,
  body: Buffer,
  fault: Extract<Fault, { kind: 'slow' }>,
  closing: AbortSignal,
): Promise<void> {
  const { chunkMs } = fault;
  if (chunkMs === undefined) return send(response, reply, body);
  const chunkBytes = fault.chunkBytes ?? 64;
  writeHead(response, reply, body.length);
  for (let sent = 0; sent < body.length && !response.destroyed; sent += chunkBytes) {
    response.write(body.subarray(sent, sent + chunkBytes));
    await delay(chunkMs, undefined, { signal: closing });
  }
  response.end();
}

// Spaces are made as they are taken, so that an endless answer costs the sandbox no memory.
async function flood(response: ServerResponse, sizeBytes: number): Promise<void> {
  const chunk = Buffer.alloc(Math.min(sizeBytes, 262_144), ' ');
  response.writeHead(200, { 'content-type': 'application/json' });
  for (let sent = 0; sent < sizeBytes && !response.destroyed; sent += chunk.length) {
    if (!response.write(chunk.subarray(0, sizeBytes - sent))) await drained(response);
  }
  response.end();
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

function writeHead(response: ServerResponse, reply: Reply, length: number): void {
  const type = typeof reply.body === 'string' ? 'application/json' : 'application/octet-stream';
  response.writeHead(reply.status, { 'content-type': type, 'content-length': length, ...reply.headers });
}
