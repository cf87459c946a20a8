import type { RouteName } from './route';

/**
 * How an answer goes wrong.
 * - `status`: this status, with headers such as Retry-After, and no data. `redirect`: 302 unless told.
 * - `hang`: no answer, or with `inBody` half of one, until the sandbox closes.
 * - `reset`: the connection breaks before the answer; `resetInBody`: in the middle of it.
 * - `slow`: waits `delayMs`, then sends a chunk of `chunkBytes` each `chunkMs`.
 * - `truncated`: half of the body, as if it were all. `oversize`: this many spaces.
 * - `malformed`, `tampered`: an answer that cannot be read, or that does not open.
 * - `reorderedBatch`, `shortBatch`: records in reverse, or without the last; `wrongItem`: another item's record.
 * - `panickingKeysets`, `wrongServerProof`, `differentUser`: a server that is not what it seems.
 */
export type Fault =
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string }
  | { kind: 'redirect'; location: string; status?: number }
  | { kind: 'hang'; inBody?: true }
  | { kind: 'reset' }
  | { kind: 'resetInBody' }
  | { kind: 'slow'; delayMs?: number; chunkMs?: number; chunkBytes?: number }
  | { kind: 'truncated' }
  | { kind: 'oversize'; sizeBytes: number }
  | { kind: 'malformed'; form: 'notJson' | 'empty' | 'wrongShape' | 'wrongEncoding' }
  | { kind: 'tampered'; part: 'data' | 'iv' | 'kid' | 'cty' }
  | { kind: 'reorderedBatch' }
  | { kind: 'shortBatch' }
  | { kind: 'wrongItem'; item: string }
  | { kind: 'panickingKeysets'; form: 'empty' | 'noPrimary' | 'twoPrimaries' }
  | { kind: 'wrongServerProof' }
  | { kind: 'differentUser' };

/** A request that a fault may meet. */
export type FaultTarget = {
  route: RouteName | 'unknown';
  method: string;
  path: string;
  serviceAccountId: string | undefined;
};

/**
 * Which requests a fault meets: all unless told. `skip` lets so many pass first, then it meets `times` of them (all
 * unless told).
 */
export type FaultScope = {
  route?: RouteName | '*';
  method?: string;
  serviceAccountId?: string;
  when?: (target: FaultTarget) => boolean;
  skip?: number;
  times?: number;
};

/** A fault with the requests that it meets. */
export type FaultInput = Fault & FaultScope;

/** A fault that is left. */
export type FaultInForce = { id: number; kind: Fault['kind']; route: RouteName | '*'; times: number | null };

/** The faults in force, in the order in which they were injected. */
export type FaultTable = {
  readonly inject: (input: FaultInput) => { id: number; remove: () => void };
  /** Takes back one fault, or all; answers how many. */
  readonly clear: (id?: number) => number;
  /** The faults that are left, with how often they will still strike; null stands for always. */
  readonly list: () => FaultInForce[];
  /** The first fault in force that meets a request. */
  readonly take: (target: FaultTarget) => Fault | undefined;
};

type Rule = { id: number; input: FaultInput; skip: number; left: number };

/** A table without faults. */
export function newFaultTable(): FaultTable {
  const rules = new Map<number, Rule>();
  let lastId = 0;
  return {
    inject(input) {
      lastId += 1;
      const id = lastId;
      rules.set(id, { id, input, skip: input.skip ?? 0, left: input.times ?? Number.POSITIVE_INFINITY });
      return { id, remove: () => rules.delete(id) };
    },
    clear(id) {
      const count = id === undefined ? rules.size : Number(rules.delete(id));
      if (id === undefined) rules.clear();
      return count;
    },
    list: () =>
      [...rules.values()].map(({ id, input, left }) => ({
        id,
        kind: input.kind,
        route: input.route ?? '*',
        times: Number.isFinite(left) ? left : null,
      })),
    take(target) {
      for (const rule of rules.values()) {
        if (!meets(rule.input, target)) continue;
        if (rule.skip > 0) {
          rule.skip -= 1;
          continue;
        }
        rule.left -= 1;
        if (rule.left <= 0) rules.delete(rule.id);
        return rule.input;
      }
      return undefined;
    },
  };
}

function meets(scope: FaultScope, target: FaultTarget): boolean {
  if (scope.route !== undefined && scope.route !== '*' && scope.route !== target.route) return false;
  if (scope.method !== undefined && scope.method !== target.method) return false;
  if (scope.serviceAccountId !== undefined && scope.serviceAccountId !== target.serviceAccountId)
    return false;
  return scope.when?.(target) ?? true;
}
