import type { Fault, FaultInput, FaultScope } from './faults';
import {
  isObject,
  type JsonObject,
  numberOf,
  objectOf,
  optionalNumberOf,
  optionalTextOf,
  textOf,
} from './json';
import { Refusal } from './refusal';
import { type RouteName, routeNames } from './route';

/** Reads a fault, as `injectFault` takes it but for `when`; refuses with 400. */
export function faultInput(body: JsonObject): FaultInput {
  return { ...faultOf(body), ...scopeOf(body) };
}

function faultOf(body: JsonObject): Fault {
  const kind = textOf(body, 'kind');
  switch (kind) {
    case 'status':
      return {
        kind,
        status: numberOf(body, 'status'),
        headers: headersOf(body),
        body: optionalTextOf(body, 'body') ?? '{}',
      };
    case 'redirect':
      return { kind, location: textOf(body, 'location'), status: optionalNumberOf(body, 'status') ?? 302 };
    case 'hang':
      return body.inBody === true ? { kind, inBody: true } : { kind };
    case 'slow':
      return slowOf(body);
    case 'oversize':
      return { kind, sizeBytes: numberOf(body, 'sizeBytes') };
    case 'malformed':
      return { kind, form: oneOf(body, 'form', ['notJson', 'empty', 'wrongShape', 'wrongEncoding']) };
    case 'tampered':
      return { kind, part: oneOf(body, 'part', ['data', 'iv', 'kid', 'cty']) };
    case 'panickingKeysets':
      return { kind, form: oneOf(body, 'form', ['empty', 'noPrimary', 'twoPrimaries']) };
    case 'wrongItem':
      return { kind, item: textOf(body, 'item') };
    case 'reset':
    case 'resetInBody':
    case 'truncated':
    case 'reorderedBatch':
    case 'shortBatch':
    case 'wrongServerProof':
    case 'differentUser':
      return { kind };
    default:
      throw new Refusal(400, 'There is no such kind of fault.');
  }
}

function slowOf(body: JsonObject): Fault {
  const fault: Fault = { kind: 'slow', delayMs: optionalNumberOf(body, 'delayMs') ?? 0 };
  const chunkMs = optionalNumberOf(body, 'chunkMs');
  const chunkBytes = optionalNumberOf(body, 'chunkBytes');
  if (chunkMs !== undefined) fault.chunkMs = chunkMs;
  if (chunkBytes !== undefined) fault.chunkBytes = Math.max(1, chunkBytes);
  return fault;
}

function scopeOf(body: JsonObject): FaultScope {
  const scope: FaultScope = {};
  const method = optionalTextOf(body, 'method');
  const serviceAccountId = optionalTextOf(body, 'serviceAccountId');
  const skip = optionalNumberOf(body, 'skip');
  const times = optionalNumberOf(body, 'times');
  if (body.route !== undefined) scope.route = oneOf<RouteName | '*'>(body, 'route', ['*', ...routeNames]);
  if (method !== undefined) scope.method = method;
  if (serviceAccountId !== undefined) scope.serviceAccountId = serviceAccountId;
  if (skip !== undefined) scope.skip = skip;
  if (times !== undefined) scope.times = times;
  return scope;
}

function headersOf(body: JsonObject): Record<string, string> {
  const headers = isObject(body.headers) ? body.headers : objectOf(body.headers ?? {}, '"headers"');
  return Object.fromEntries(Object.keys(headers).map((name) => [name, textOf(headers, name)]));
}

function oneOf<T extends string>(body: JsonObject, key: string, words: readonly T[]): T {
  const text = textOf(body, key);
  const word = words.find((each) => each === text);
  if (word === undefined) throw new Refusal(400, `"${key}" must be one of ${words.join(', ')}.`);
  return word;
}
