import { z } from 'zod';
import type { Listener } from '@/lib/connections/watch';
import type { Caller } from '@/lib/kernel/caller';
import type { ErrorCode } from '@/lib/kernel/error-codes';

/** An answer that is JSON text already, in the form of the route's `answer`. */
export class JsonText {
  readonly #textOf: () => string;
  /** Its `ETag`, where it has one of its own. */
  readonly tag?: string | undefined;

  /** `textOf` is not called for who has the answer of this `tag` already. */
  constructor(textOf: () => string, tag?: string) {
    this.#textOf = textOf;
    this.tag = tag;
  }

  get text(): string {
    return this.#textOf();
  }
}

/** An answer that is plain text. */
export class PlainText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** An answer that goes on: `listen` begins it and returns what stops it. */
export class EventStream {
  readonly listen: (listener: Listener) => () => void;

  constructor(listen: (listener: Listener) => () => void) {
    this.listen = listen;
  }
}

/** A route as plain data: where, what goes in and out, and the verb that does it. `Answer` is an allow-list. */
interface RouteInput<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  tag: string;
  operationId: string;
  summary: string;
  /** What it does, what it costs and what its limits are. Who may call it is added from the verb's right. */
  description: string;
  /** The name of its verb; unless told, that of the operation. Open routes have none. */
  verb?: string;
  /** The error codes that are its own, besides those that follow from its form (./codes). */
  codes?: readonly ErrorCode[];
  params?: Params;
  query?: Query;
  body?: Body;
  answer: Answer;
  /** 200 unless told. 204 goes with `nothing`. */
  status?: 201 | 204;
  /** For answers whose status depends on what they say. */
  statusOf?(answer: z.output<Answer>): number;
  /** What the other statuses mean that `statusOf` gives, each with the same form of answer. */
  otherStatuses?: Readonly<Record<number, string>>;
  /** `as-is`: the answer is made in exactly its form, and is not walked again. */
  serialized?: 'by-schema' | 'as-is';
  /** Its answers have tags of their own, and `If-None-Match` is answered with 304, whatever the method. */
  isConditional?: true;
  /** What it answers with where that is no JSON: `run` gives `PlainText`, or `EventStream`. */
  mediaType?: 'text/plain' | 'text/event-stream';
  run(asked: {
    caller: Caller;
    params: z.output<Params>;
    query: z.output<Query>;
    body: z.output<Body>;
  }): z.output<Answer> | Promise<z.output<Answer> | JsonText | PlainText | EventStream>;
}

/** What came with a request, after its schemas. */
export interface Asked {
  caller: Caller;
  params: unknown;
  query: unknown;
  body: unknown;
}

/** A route without its types, as `addRoutes` takes it. */
export interface Route
  extends Omit<RouteInput<z.ZodType, z.ZodType, z.ZodType, z.ZodType>, 'run' | 'statusOf'> {
  run(asked: Asked): unknown;
  statusOf?(answer: unknown): number;
}

/** Checks a route's parts against each other and hands it on. */
export function route<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(input: RouteInput<Params, Query, Body, Answer>): Route {
  return untyped(input);
}

/** The path of one thing. */
export const idParams = z.object({
  id: z.string().min(1).max(64).describe('The id of the thing, as its list answers it.'),
});

/** The answer of a removal. */
export const nothing = z.undefined();

/** Guarantee: `addRoutes` calls `run` with what the route's own schemas returned, and `statusOf` with what `run` did. */
function untyped<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(input: RouteInput<Params, Query, Body, Answer>): Route {
  return input as unknown as Route;
}
