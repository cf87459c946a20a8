import { randomUUID } from 'node:crypto';
import { allowanceOfCaller, allowanceOfConnection, allowedByBoth, serves } from '@/lib/access/grants';
import type { Caller } from '@/lib/kernel/caller';
import { isPassing } from '@/lib/kernel/error-codes';
import { LatchkeyError } from '@/lib/kernel/errors';
import { groupBy } from '@/lib/kernel/group-by';
import type { Locator } from '@/lib/kernel/locator';
import { messageFor } from '@/lib/kernel/message';
import type { Scoped } from '@/lib/kernel/permissions';
import { secretPlace } from '@/lib/kernel/text-around';
import type { LoadedManager } from '@/lib/managers/load';
import { database } from '@/lib/platform/database';
import { shownReference } from '@/lib/providers/references';
import { interactiveLookup } from '@/lib/secrets/cache-lookup';
import { reachManager } from '@/lib/secrets/manager';
import { withNear } from '@/lib/secrets/near';
import { referenceOfPlace } from '@/lib/secrets/path';
import { readAllowed, refused } from '@/lib/secrets/read-allowed';
import { identifySecrets } from '@/lib/secrets/read-for-person';
import type { Identified } from '@/lib/secrets/reading';
import type { StoredEnvironment } from './environment-stored';
import { allOf, atField, atNamed } from './field-errors';
import { sealLiteral, sealText } from './literal';
import { nextSealedVersion } from './newest-fields';
import type { FieldInput } from './schema';

type Binding = Extract<FieldInput, { secretManagerId: string }>;

/** The columns of one field, ready to be written. */
export interface FieldColumns {
  id: string;
  name: string;
  sealedLiteral: Uint8Array<ArrayBuffer> | null;
  sealedText: Uint8Array<ArrayBuffer> | null;
  sealedVersion: bigint;
  secretManagerId: string | null;
  reference: string | null;
  shownReference: string | null;
  shownNames?: { vault: string; item: string; section?: string; field: string };
  memberId: string | null;
  isVerified: boolean;
  followName: boolean | null;
  /** Of a field that a whole Environment gave. */
  environment?: StoredEnvironment;
}

/**
 * Turns the fields that came in into columns: typed values are sealed, references are looked up and stored by
 * ids. Network calls happen here, before any transaction.
 * Throws, naming every field that is wrong: `not_found` (manager), `forbidden` (scope), `reference_invalid`, `secret_*`, `provider_*`
 * (unless the field says `saveUnverified`), `over_budget` (the caller's own, lib/secrets/caller-budget).
 */
export async function bindFields(
  caller: Caller,
  connection: Scoped,
  fields: Readonly<Record<string, FieldInput>>,
): Promise<FieldColumns[]> {
  const columns: FieldColumns[] = [];
  const sealedVersion = await nextSealedVersion(database());
  const bindings: [string, Binding][] = [];
  for (const [name, field] of Object.entries(fields)) {
    if ('value' in field) columns.push(literalColumns(name, field.value, sealedVersion));
    else bindings.push([name, field]);
  }
  const byManager = groupBy(bindings, ([, binding]) => binding.secretManagerId);
  const bound = await allOf(
    [...byManager].map(([managerId, of]) => async () => {
      const [firstName] = of[0] ?? [''];
      const manager = await atField(firstName, () => reachManager(caller, managerId));
      if (!serves(manager, connection)) throw outOfScope(firstName, manager.name);
      return bindThrough(caller, manager, connection, of, sealedVersion);
    }),
  );
  return [...columns, ...bound.flat()];
}

async function bindThrough(
  caller: Caller,
  manager: LoadedManager,
  connection: Scoped,
  bound: readonly [string, Binding][],
  sealedVersion: bigint,
): Promise<FieldColumns[]> {
  const allowance = allowanceOfConnection(manager, connection);
  const to = { caller, manager, allowance: allowedByBoth(allowance, allowanceOfCaller(manager, caller)) };
  const references: Locator[] = await allOf(
    bound.map(
      ([name, place]) =>
        () =>
          atField(name, () => referenceOfPlace(to, place)),
    ),
  );
  const read = await readAllowed(
    manager,
    references.map((reference) => interactiveLookup(manager, reference)),
    allowance,
    (asked) => identifySecrets(manager, asked, { spends: caller, purpose: 'binding', allowance }),
  );
  const readings = await withNear(to, references, read);
  return allOf(
    bound.map(([name, binding], index) => async () => {
      const reading = readings[index];
      const reference = references[index];
      if (!reading || !reference) throw new LatchkeyError('internal', { inside: 'a reading is missing' });
      if (!reading.ok && !allowance.allows({ locator: reference })) {
        // Kept as written it is judged by its names: a passing trouble is no way to bind what is not allowed.
        throw atNamed(
          name,
          reading.error.code === 'secret_forbidden' ? reading.error : refused(manager).error,
        );
      }
      return bindingColumns({ name, sealedVersion }, manager.id, binding, reference, reading);
    }),
  );
}

function bindingColumns(
  { name, sealedVersion }: Pick<FieldColumns, 'name' | 'sealedVersion'>,
  secretManagerId: string,
  binding: Binding,
  reference: Locator,
  reading: Identified,
): FieldColumns {
  const id = randomUUID();
  // The bare place is the secret alone.
  const around = binding.text ?? secretPlace;
  const sealedText = around === secretPlace ? null : sealText({ id, sealedVersion }, around);
  const followName = binding.followName ?? null;
  const base = { id, name, sealedLiteral: null, sealedText, sealedVersion, secretManagerId, followName };
  if (reading.ok) {
    return {
      ...base,
      reference: reading.boundReference,
      shownReference: shownReference(reference, reading.titles),
      shownNames: reading.titles,
      memberId: reading.memberId ?? null,
      isVerified: true,
    };
  }
  if (!binding.saveUnverified || !isPassing(reading.error.code)) throw atNamed(name, reading.error);
  const { text } = reference;
  return { ...base, reference: text, shownReference: text, memberId: null, isVerified: false };
}

function literalColumns(name: string, value: string, sealedVersion: bigint): FieldColumns {
  const id = randomUUID();
  return {
    id,
    name,
    sealedLiteral: sealLiteral({ id, sealedVersion }, value),
    sealedText: null,
    sealedVersion,
    secretManagerId: null,
    reference: null,
    shownReference: null,
    memberId: null,
    isVerified: true,
    followName: null,
  };
}

function outOfScope(name: string, managerName: string): LatchkeyError {
  const says = messageFor('managerNotServing', { name: managerName });
  return new LatchkeyError('forbidden', { says, fields: { [`fields.${name}`]: says } });
}
