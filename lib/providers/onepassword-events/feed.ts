import { z } from 'zod';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { SecretValue, textOfSecret } from '@/lib/kernel/secret-value';
import type { ChangeFeed, FeedPage, FeedSession } from '@/lib/providers/change-feed';
import type { ProviderSettings } from '@/lib/providers/contract';
import { asProviderFailure, certain, ProviderFailure, passing } from '@/lib/providers/provider-failure';
import { introspectionSchema, pageSchema, type ToldEvent, toldByAudit, toldByUsage } from './answers';
import { createEventsHttp, type EventsHttp } from './http';
import { eventsOrigin } from './origin';

/** What a token may read: item usages are needed, audit events are listened to where the token has them. */
const streams = {
  itemusages: toldByUsage,
  auditevents: toldByAudit,
} as const satisfies Record<string, (item: unknown) => ToldEvent>;
type Stream = keyof typeof streams;

const streamNames: readonly Stream[] = ['itemusages', 'auditevents'];
const needed: Stream = 'itemusages';
const pageLimit = 1_000;

// Where each stream stands. Absent: it is asked for what there is since a time.
const cursorSchema = z.object({ itemusages: z.string(), auditevents: z.string() }).partial();
type Cursors = z.infer<typeof cursorSchema>;

/** 1Password's Events API as a feed of changes. Sends one request for each stream and page. */
export function createEventsFeed(settings: ProviderSettings): ChangeFeed {
  const http = createEventsHttp({
    timeoutMs: settings.timeoutMs,
    now: () => settings.clock.now(),
    ...(settings.proxyFor ? { proxyFor: (address: URL) => settings.proxyFor?.(address) } : {}),
  });
  return {
    inspect: (offer) =>
      asErrors(async () => {
        const origin = eventsOrigin(offer, settings.signInHosts);
        const token = textOfSecret(offer.token).trim();
        // A JSON web token: what is none would be sent for nothing.
        if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) throw badToken('feedTokenShape');
        const { status, json } = await http.send({ origin, path: '/api/v2/auth/introspect', token });
        if (status === 401 || status === 403) throw badToken('feedTokenRefused');
        const told = introspectionSchema.safeParse(json).data;
        if (status !== 200 || !told) throw failureOf(status, undefined);
        if (!told.features.includes(needed)) throw badToken('feedTokenFeature');
        return {
          token: new SecretValue(token),
          origin,
          account: `${origin} ${told.account_uuid.toLowerCase()}`,
          streams: streamNames.filter((name) => told.features.includes(name)),
        };
      }),
    read: (session, { cursor, sinceMs }) =>
      asErrors(() => readAll(http, session, cursorsIn(cursor), sinceMs)),
  };
}

async function readAll(
  http: EventsHttp,
  session: FeedSession,
  cursors: Cursors,
  sinceMs: number,
): Promise<FeedPage> {
  const next: Cursors = { ...cursors };
  const told: ToldEvent[] = [];
  let hasMore = false;
  let requests = 0;
  for (const stream of streamNames.filter((name) => session.streams.includes(name))) {
    const page = await readStream(http, session, stream, { cursor: cursors[stream], sinceMs });
    requests += page.requests;
    next[stream] = page.cursor;
    hasMore ||= page.has_more;
    told.push(...page.items.map(streams[stream]));
  }
  return {
    cursor: JSON.stringify(next),
    hasMore,
    changes: told.flatMap(({ change }) => change ?? []),
    access: told.flatMap(({ access }) => access ?? []),
    containerKeys: [...new Set(told.flatMap(({ containerKey }) => containerKey ?? []))],
    requests,
  };
}

/** A cursor that is refused is not asked with again: what there is since `sinceMs` is. */
async function readStream(
  http: EventsHttp,
  { origin, token }: FeedSession,
  stream: Stream,
  { cursor, sinceMs }: { cursor: string | undefined; sinceMs: number },
) {
  const send = (body: unknown) =>
    http.send({ origin, path: `/api/v2/${stream}`, token: textOfSecret(token), body });
  const begin = { limit: pageLimit, start_time: new Date(sinceMs).toISOString() };
  let requests = 1;
  let answer = await send(cursor === undefined ? begin : { cursor });
  if (answer.status === 400 && cursor !== undefined) {
    requests += 1;
    answer = await send(begin);
  }
  const page = pageSchema.safeParse(answer.json).data;
  if (answer.status !== 200 || !page) throw failureOf(answer.status, answer.retryAfterMs);
  return { ...page, requests };
}

function cursorsIn(text: string | null): Cursors {
  try {
    return cursorSchema.safeParse(JSON.parse(text ?? '{}')).data ?? {};
  } catch {
    return {};
  }
}

function badToken(key: 'feedTokenShape' | 'feedTokenRefused' | 'feedTokenFeature'): LatchkeyError {
  return new LatchkeyError('invalid_token', { says: messageFor(key) });
}

function failureOf(status: number, waitMs: number | undefined): ProviderFailure {
  if (status === 401 || status === 403) return certain('provider_denied');
  if (status !== 429) return passing('provider_unavailable');
  return new ProviderFailure({
    code: 'provider_rate_limited',
    isCertain: false,
    ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
  });
}

async function asErrors<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LatchkeyError) throw error;
    const { code, says, inside, retryAfterMs } = asProviderFailure(error).failure;
    throw new LatchkeyError(code, {
      ...(says ? { says } : {}),
      ...(inside ? { inside } : {}),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }
}
