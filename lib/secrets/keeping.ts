import type { Entry } from '@/lib/cache/entry';
import type { Keeping } from '@/lib/cache/keep';
import { valueFingerprint } from '@/lib/cache/key';
import { getCached } from '@/lib/cache/memory';
import { seal } from '@/lib/crypto/envelope';
import type { LoadedManager } from '@/lib/managers/load';
import { keyring } from '@/lib/platform/keyring';
import type { ProviderAnswer } from '@/lib/providers/contract';
import { type CacheLookup, lookupOf } from './cache-lookup';
import { entryContext } from './sealed-entry';
import { shownReference } from './shown-reference';

/** How often in a row an entry will have been absent, when it is so now. */
export function absencesInARow(key: string): number {
  const before = getCached(key);
  return before?.state === 'absent' ? before.count + 1 : 1;
}

/** Two names of one field are kept once: the later answer. */
export function onePerEntry(keepings: readonly Keeping[]): Keeping[] {
  return [...new Map(keepings.map((keeping) => [keeping.entry.key, keeping])).values()];
}

/** An answer as it is written to the cache: a value sealed, a certain failure as an absence. */
export function keepingOf(
  manager: LoadedManager,
  want: CacheLookup,
  answer: ProviderAnswer,
  read: { generation: bigint; fetchedAtMs: number },
): Keeping {
  const base = {
    key: want.key,
    managerId: manager.id,
    revision: manager.credentialRevision,
    reference: want.text,
    ...read,
  };
  if (!answer.ok) {
    const count = absencesInARow(want.key);
    return {
      entry: { ...base, state: 'absent', code: answer.code, says: answer.says, count },
      shownReference: want.text,
      fingerprint: null,
    };
  }
  const bound = lookupOf(manager, answer.found.ids);
  const { key, text } = want.keptAs === 'bound' ? bound : want;
  const entry: Entry = {
    ...base,
    key,
    reference: text,
    state: 'value',
    sealed: seal(keyring(), answer.value, entryContext(key, read.generation)),
    sealedVersion: read.generation,
    boundReference: bound.text,
    titles: answer.found.names,
    fieldType: answer.found.fieldType,
    itemVersion: answer.found.itemVersion,
    itemUpdatedAt: answer.found.itemUpdatedAt,
  };
  return {
    entry,
    shownReference: shownReference(answer.found.names, want.reference.attribute),
    fingerprint: valueFingerprint(keyring(), key, answer.value),
  };
}
