import { LRUCache } from 'lru-cache';
import { type AnswerId, answerText, isSameAnswer } from '@/lib/cache/entry';
import { getCached, noteUse } from '@/lib/cache/memory';
import { countUse } from '@/lib/cache/usage';
import { sealContext } from '@/lib/crypto/context';
import { prepareOpening, seal } from '@/lib/crypto/envelope';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import type { SecretValue } from '@/lib/kernel/secret-value';
import { type LoadedManager, peekManager } from '@/lib/managers/load';
import { clock } from '@/lib/platform/clock';
import { isDatabaseAway } from '@/lib/platform/database';
import { keyring } from '@/lib/platform/keyring';
import { type AtOnce, atOnceCounter } from '@/lib/platform/metrics';
import { once } from '@/lib/platform/singleton';
import type { ValueSource } from '@/lib/secrets/schema';
import { touchAndClassify } from '@/lib/secrets/touch-and-classify';
import type { Plan } from './plan';

/** Fields of a bundle: a typed value, or what an entry gave, which of a whole Environment are many. Of its source only the age changes while its answer stays. */
export type BundlePart = { names: readonly string[]; source: ValueSource } & (
  | { key: null }
  | { key: string; manager: LoadedManager; answer: AnswerId }
);

interface Bundle {
  plan: Plan;
  parts: readonly (BundlePart & { sourceHeads: readonly string[] })[];
  /** What its answers are counted by: one number a call. */
  counter: AtOnce;
  sizeBytes: number;
  tag: string;
  /** Opens the fields' JSON text: one opening answers the whole connection. It stays sealed between calls. */
  openFields(): SecretValue;
}

const maxSizeBytes = 32 * 1024 * 1024;
const bundles = () =>
  once(
    'connection-bundles',
    () =>
      new LRUCache<string, Bundle>({
        maxSize: maxSizeBytes,
        sizeCalculation: ({ sizeBytes, parts }) =>
          300 + sizeBytes + 300 * parts.reduce((sum, { names }) => sum + 1 + names.length, 0),
      }),
  );

const contextOf = (plan: Plan) => sealContext('connection_bundle', plan.id, 'fields', plan.revision);

/**
 * Keeps a resolved connection as it was answered, for as long as nothing that it was made of changes. Returns its `ETag`: a keyed
 * digest of what it was made of (the connection's revision, the number of each answer), never of a value. The same in every process.
 */
export function keepBundle(plan: Plan, parts: readonly BundlePart[], fields: SecretValue): string {
  const tag = tagOf(plan, parts);
  const sealed = seal(keyring(), fields, contextOf(plan));
  bundles().set(plan.key, {
    plan,
    parts: parts.map((part) => ({ ...part, sourceHeads: part.names.map((name) => sourceHead(name, part)) })),
    counter: atOnceCounter(parts.flatMap((part) => (part.key === null ? [] : [part.manager.id]))),
    sizeBytes: sealed.byteLength,
    tag,
    openFields: onceATurn(prepareOpening(keyring(), sealed, contextOf(plan))),
  });
  return tag;
}

function tagOf(plan: Plan, parts: readonly BundlePart[]): string {
  const answers = parts.map(({ names, ...part }) => {
    const name = names.join(' ');
    return part.key === null ? name : `${name} ${part.manager.id} ${part.key} ${answerText(part.answer)}`;
  });
  const digest = keyedHash(keyring(), 'connection-tag', plan.id, String(plan.revision), ...answers);
  return `"${plan.revision}-${digest.slice(0, 22)}"`;
}

/** What a bundle answers. */
export interface RecalledBundle {
  openFields(): SecretValue;
  sources: string;
  tag: string;
}

/**
 * The bundle of a plan, when all it was made of is unchanged and may still be used: the same plan, the same secret
 * managers with their scopes and policies, the same answers, none past stale. Counts the reads, and has what is near
 * its end refreshed behind. Undefined: read field by field.
 */
export function recallBundle(plan: Plan, by: string): RecalledBundle | undefined {
  const bundle = bundles().get(plan.key);
  if (bundle?.plan !== plan) return undefined;
  const nowMs = clock().now();
  const sourceTail = isDatabaseAway() ? ',"detached":true}' : '}';
  let sources = '';
  for (const part of bundle.parts) {
    const ageMs = part.key === null ? 0 : ageOf(part, nowMs);
    if (ageMs === undefined) return undefined;
    for (const head of part.sourceHeads)
      sources += `${sources === '' ? '{' : ','}${head}${ageMs}${sourceTail}`;
  }
  for (const { key } of bundle.parts) {
    if (key === null) continue;
    countUse(key, by, nowMs);
    noteUse(key, nowMs);
  }
  bundle.counter.answers += 1;
  return {
    openFields: bundle.openFields,
    sources: sources === '' ? '{}' : `${sources}}`,
    tag: bundle.tag,
  };
}

/** Many who ask in one turn of the event loop share one opening. At its end nothing is left open. */
function onceATurn(open: () => SecretValue): () => SecretValue {
  let opened: SecretValue | undefined;
  return () => {
    if (opened) return opened;
    opened = open();
    setImmediate(() => {
      opened = undefined;
    });
    return opened;
  };
}

/** A field's source as JSON text, up to the number of its age. */
function sourceHead(
  name: string,
  { source: { ageMs: _age, detached: _now, ...source } }: BundlePart,
): string {
  return `${JSON.stringify(name)}:${JSON.stringify(source).slice(0, -1)},"ageMs":`;
}

/** How old a part's answer is, in milliseconds, when it is the same as ever and fresh. */
function ageOf(part: BundlePart & { key: string }, nowMs: number): number | undefined {
  const { manager, key, answer } = part;
  if (peekManager(manager.id) !== manager) return undefined;
  const entry = getCached(key);
  if (!entry || !isSameAnswer(entry, answer)) return undefined;
  const judgement = touchAndClassify(manager, entry, nowMs);
  // Stale and worse go the long way, which asks or falls back.
  if (judgement !== 'fresh' && judgement !== 'due') return undefined;
  return Math.max(0, nowMs - entry.fetchedAtMs);
}
