import type { Reply } from '../delivery';
import { isObject, type JsonObject } from '../json';
import type { Account } from '../model';
import type { EventLog } from './event-log';
import { type Stream, streams } from './records';
import type { EventsToken } from './tokens';

/** What the server answers from. */
export type EventsService = { account: Account; logs: Readonly<Record<Stream, EventLog>> };

/** A request with the token it carries, undefined when it is none that is in order. */
export type EventsCall = { method: string; path: string; body: string; token: EventsToken | undefined };

const mostItems = 1000;
const usualItems = 100;

/** The route of a path: its name in the log and in faults. */
export function routeOf(path: string): Stream | 'introspect' | undefined {
  const bare = path.split('?', 1)[0];
  if (bare === '/api/v2/auth/introspect') return 'introspect';
  return streams.find((stream) => bare === `/api/v2/${stream}`);
}

/**
 * What the Events API answers, version 2: 401 for a token that is missing, unknown, revoked or without the feature, 400 for a
 * body that it does not take. A cursor is a checkpoint that lasts, and belongs to its stream.
 */
export function answerEvents({ account, logs }: EventsService, call: EventsCall): Reply {
  const route = routeOf(call.path);
  if (route === undefined) return errorReply(404, 'Not found');
  if (call.token === undefined) return errorReply(401, 'Unauthorized access');
  const { id, issuedAt, features } = call.token;
  if (route === 'introspect') {
    if (call.method !== 'GET') return errorReply(405, 'Method not allowed');
    return json({ uuid: id, issued_at: issuedAt, features, account_uuid: account.uuid });
  }
  if (call.method !== 'POST') return errorReply(405, 'Method not allowed');
  if (!features.includes(route)) return errorReply(401, 'Unauthorized access');
  const asked = askedIn(call.body, route);
  if (asked === undefined) return errorReply(400, 'Bad request');
  const { from, limit, startMs, endMs } = asked;
  const window = { ...(startMs === undefined ? {} : { startMs }), ...(endMs === undefined ? {} : { endMs }) };
  const { items, next, hasMore } = logs[route].page(from, limit, window);
  return json({
    cursor: cursorOf({ stream: route, from: next, limit, ...window }),
    has_more: hasMore,
    items,
  });
}

/** An error as the service words it. */
export function errorReply(status: number, message: string): Reply {
  return { status, body: JSON.stringify({ Error: { Message: message } }) };
}

type Asked = { from: number; limit: number; startMs?: number; endMs?: number };

function askedIn(text: string, stream: Stream): Asked | undefined {
  const body = objectIn(text === '' ? '{}' : text);
  if (body === undefined) return undefined;
  if (body.cursor !== undefined)
    return Object.keys(body).length === 1 ? placeIn(body.cursor, stream) : undefined;
  const { limit = usualItems, start_time: start, end_time: end } = body;
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > mostItems)
    return undefined;
  const [startMs, endMs] = [start, end].map((time) =>
    typeof time === 'string' ? Date.parse(time) : undefined,
  );
  if (Number.isNaN(startMs) || Number.isNaN(endMs)) return undefined;
  return {
    from: 0,
    limit,
    ...(startMs === undefined ? {} : { startMs }),
    ...(endMs === undefined ? {} : { endMs }),
  };
}

function cursorOf(place: Asked & { stream: Stream }): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function placeIn(cursor: unknown, stream: Stream): Asked | undefined {
  if (typeof cursor !== 'string') return undefined;
  const place = objectIn(Buffer.from(cursor, 'base64url').toString());
  if (place?.stream !== stream || typeof place.from !== 'number' || typeof place.limit !== 'number')
    return undefined;
  const { from, limit, startMs, endMs } = place;
  return {
    from,
    limit,
    ...(typeof startMs === 'number' ? { startMs } : {}),
    ...(typeof endMs === 'number' ? { endMs } : {}),
  };
}

function objectIn(text: string): JsonObject | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return isObject(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

function json(value: unknown): Reply {
  return { status: 200, body: JSON.stringify(value) };
}
