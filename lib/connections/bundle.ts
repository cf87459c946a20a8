import { LRUCache } from 'lru-cache';
import type { Entry } from '@/lib/cache/entry';
import { judge } from '@/lib/cache/judge';
import { noteUse, recall } from '@/lib/cache/memory';
import { countUse } from '@/lib/cache/usage';
import { sealContext } from '@/lib/crypto/context';
import { open, seal } from '@/lib/crypto/envelope';
import type { SecretValue } from '@/lib/kernel/secret-value';
import { type LoadedManager, peekManager } from '@/lib/managers/load';
import { clock } from '@/lib/platform/clock';
import { keyring } from '@/lib/platform/keyring';
import { countResolved } from '@/lib/platform/metrics';
import { once } from '@/lib/platform/singleton';
import { refreshAhead } from '@/lib/secrets/refresh-ahead';
import type { State } from '@/lib/secrets/schema';
import type { Plan } from './plan';
import type { FieldSource } from './resolve';

/** A field of a bundle: a typed value, or the entry that gave it. */
export type BundlePart =
  | { name: string; key: null }
  | { name: string; key: string; manager: LoadedManager; generation: bigint };

interface Bundle {
  plan: Plan;
  parts: readonly BundlePart[];
  /** The fields' JSON text, sealed: one opening answers the whole connection. */
  sealed: Uint8Array;
}

const maxSizeBytes = 32 * 1024 * 1024;
const bundles = () =>
  once(
    'connection-bundles',
    () =>
      new LRUCache<string, Bundle>({
        maxSize: maxSizeBytes,
        sizeCalculation: ({ sealed, parts }) => 300 + sealed.byteLength + 200 * parts.length,
      }),
  );

const contextOf = (plan: Plan) => sealContext('connection_bundle', plan.id, String(plan.revision));

/** Keeps a resolved connection as it was answered, for as long as nothing that it was made of changes. */
export function keepBundle(plan: Plan, parts: readonly BundlePart[], fields: SecretValue): void {
  bundles().set(plan.key, { plan, parts, sealed: seal(keyring(), fields, contextOf(plan)) });
}

/**
 * The bundle of a plan, when all it was made of is unchanged and may still be used: the same plan, the same secret
 * managers with their scopes and policies, the same answers, none past stale. Counts the reads, and has what is near
 * its end refreshed behind. Undefined: read field by field.
 */
export function recallBundle(
  plan: Plan,
  by: string,
): { fields: SecretValue; sources: Record<string, FieldSource> } | undefined {
  const bundle = bundles().get(plan.key);
  if (bundle?.plan !== plan) return undefined;
  const nowMs = clock().now();
  const sources: Record<string, FieldSource> = {};
  for (const part of bundle.parts) {
    const source = part.key === null ? literal : sourceOf(part, nowMs);
    if (!source) return undefined;
    sources[part.name] = source;
  }
  const keys = bundle.parts.flatMap(({ key }) => key ?? []);
  for (const key of keys) {
    countUse(key, by, nowMs);
    noteUse(key, nowMs);
  }
  countResolved({ source: 'memory', state: 'fresh', count: keys.length });
  return { fields: open(keyring(), bundle.sealed, contextOf(plan)), sources };
}

const literal: FieldSource = { source: 'literal', state: 'fresh', ageMs: 0 };

function sourceOf(part: BundlePart & { key: string }, nowMs: number): FieldSource | undefined {
  const { manager, key, generation } = part;
  if (peekManager(manager.id) !== manager) return undefined;
  const entry = recall(key);
  if (entry?.generation !== generation) return undefined;
  const state = stateOf(entry, manager, nowMs);
  return state && { source: 'memory', state, ageMs: Math.max(0, nowMs - entry.fetchedAtMs) };
}

function stateOf(entry: Entry, manager: LoadedManager, nowMs: number): State | undefined {
  switch (judge(entry, manager.policy, nowMs)) {
    case 'fresh':
      return 'fresh';
    case 'due':
      refreshAhead(manager);
      return 'fresh';
    default:
      // Stale and worse go the long way, which refreshes, asks or falls back.
      return undefined;
  }
}
