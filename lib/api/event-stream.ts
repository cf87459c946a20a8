import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ConnectionNews } from '@/lib/connections/watch';
import { noteKeyShown } from '@/lib/platform/peer';
import type { EventStream } from './route';

const aliveMs = 15_000;
// Who reads nothing for so long is cut off, and comes back.
const mostUnreadBytes = 64 * 1024;

/** Answers with server-sent events (WHATWG HTML, 9.2) until the client leaves or the stream ends. */
export function sendEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  { listen }: EventStream,
): FastifyReply {
  // A proxy that gathers answers would keep them back.
  reply.type('text/event-stream; charset=utf-8').header('X-Accel-Buffering', 'no');
  if (request.method === 'HEAD') return reply.send('');
  const stream = new Readable({ read: () => undefined });
  const send = (text: string) => {
    if (stream.destroyed) return;
    stream.push(text);
    if (stream.readableLength > mostUnreadBytes) stream.destroy();
  };
  // Those of a process that ended come back one after the other.
  send(`retry: ${1_000 + Math.floor(Math.random() * 2_000)}\n\n`);
  const stop = listen({
    tell: beginWith(request.headers['last-event-id'], send),
    end: ({ code, details }) => {
      send(eventText('ended', { code, ...details }));
      stream.push(null);
    },
    caller: () => request.callerNow(),
  });
  noteKeyShown(request.raw.socket);
  const alive = setInterval(() => send(': alive\n\n'), aliveMs);
  alive.unref();
  stream.once('close', () => {
    clearInterval(alive);
    stop();
  });
  return reply.send(stream);
}

/** The first news is what is there now: a change for who comes back and knows another state, and nothing for who knows this one. */
function beginWith(
  known: string | string[] | undefined,
  send: (text: string) => void,
): (news: ConnectionNews) => void {
  let isFirst = true;
  return ({ state, fields, ...now }) => {
    const begins = isFirst;
    isFirst = false;
    if (!begins || (known !== undefined && known !== state))
      send(eventText('changed', { ...now, fields }, state));
    else if (known === undefined) send(eventText('current', now, state));
  };
}

function eventText(event: string, data: object, id?: string): string {
  return `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
