import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import type { Asked, Route } from './route';

/** What reads the thing at a path: its route, and its answer as text. */
export interface Reader {
  route: Route;
  textOf(answer: unknown): string;
}

/**
 * Conditional requests (RFC 9110, 13). Every JSON answer to GET carries an `ETag`: the revision, where the thing has one,
 * and a hash of the answer. `If-None-Match` is answered with 304, `If-Match` with 412 `precondition_failed` when the thing
 * at the path is another one by now: of a thing with a revision, when it has another revision.
 */
export function tagAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead || reply.statusCode !== 200 || typeof payload !== 'string' || !isJson(reply)) return payload;
    const tag = tagOf(payload, revisions.get(request));
    reply.header('ETag', tag);
    if (!listed(request.headers['if-none-match']).some((each) => each === '*' || bare(each) === bare(tag)))
      return payload;
    reply.code(304).removeHeader('Content-Type');
    return '';
  });
}

/** Whether `If-None-Match` names a tag: the client has the answer already. */
export function isKnown(headers: IncomingHttpHeaders, tag: string | undefined): boolean {
  const known = headers['if-none-match'];
  if (tag === undefined || known === undefined) return false;
  return listed(known).some((each) => bare(each) === tag);
}

const revisions = new WeakMap<FastifyRequest, number>();

/** Notes the revision of what a read answers, for its tag. */
export function noteRevision(request: FastifyRequest, answer: unknown): void {
  const revision = revisionIn(answer);
  if (revision !== undefined) revisions.set(request, revision);
}

/**
 * Checks `If-Match` before a change, against what `reader` gives the caller at the same path. Answers what the change is to
 * be made with: the body that names the revision, where the route takes one, so that nothing comes between. Throws
 * `precondition_failed`, and what the read throws.
 */
export async function requireMatch(
  request: FastifyRequest & Asked,
  reader: Reader | undefined,
  takesRevision: boolean,
): Promise<unknown> {
  const wanted = listed(request.headers['if-match']);
  const { caller, params, body } = request;
  if (wanted.length === 0) return body;
  if (!reader) throw new LatchkeyError('precondition_failed', { says: messageFor('noTagHere') });
  const read = await reader.route.run({
    caller,
    params,
    query: {},
    body: undefined,
  });
  const revision = revisionIn(read);
  const now = bare(tagOf(reader.textOf(read), revision));
  const isSame = wanted.some(
    (each) => each === '*' || (revision === undefined ? bare(each) === now : revisionOf(each) === revision),
  );
  if (!isSame) throw new LatchkeyError('precondition_failed');
  if (revision === undefined || !takesRevision || typeof body !== 'object' || body === null) return body;
  return { revision, ...body };
}

function tagOf(text: string, revision: number | undefined): string {
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 16);
  return revision === undefined ? `"${hash}"` : `"${revision}-${hash}"`;
}

function revisionIn(answer: unknown): number | undefined {
  const isThing = typeof answer === 'object' && answer !== null && 'revision' in answer;
  return isThing && typeof answer.revision === 'number' ? answer.revision : undefined;
}

/** The revision that a tag names: `"7-…"` as it was given, or `"7"`. */
function revisionOf(tag: string): number | undefined {
  const digits = /^"(\d{1,15})(?:-[\w-]*)?"$/.exec(bare(tag))?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** A proxy that compresses makes a tag weak; it is still the tag of this answer. */
function bare(tag: string): string {
  return tag.replace(/^W\//, '');
}

function listed(header: string | string[] | undefined): string[] {
  return [header ?? []]
    .flat()
    .flatMap((line) => line.split(','))
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

function isJson(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type') ?? '').startsWith('application/json');
}
