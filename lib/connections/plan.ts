import { isEnvironmentField, shownFieldName } from '@/lib/kernel/field-name';
import type { Locator } from '@/lib/kernel/locator';
import { titlesOf } from '@/lib/managers/bound-titles';
import { database } from '@/lib/platform/database';
import { allIds, onInvalidation } from '@/lib/platform/invalidation';
import { keepLoaded } from '@/lib/platform/loaded';
import { once } from '@/lib/platform/singleton';
import type { SnapshotPart } from '@/lib/platform/snapshot';
import { parseLocator } from '@/lib/providers/references';
import type { Titles } from '@/lib/secrets/schema';
import { type SeenNames, storedEnvironment } from './environment-stored';
import type { FieldPlace } from './literal';
import { areNewest, olderField } from './newest-fields';

export type PlannedField =
  | { name: string; kind: 'literal'; place: FieldPlace; sealed: Uint8Array }
  | {
      name: string;
      kind: 'binding';
      managerId: string;
      reference: Locator;
      shownReference: string;
      /** What it was called when it was read last by somebody who wrote it down. */
      titles?: Titles;
      /** Its own choice whether it follows the name; absent: as the secret manager says. */
      followName?: boolean;
      /** The text that the value is put into. */
      around?: { place: FieldPlace; sealed: Uint8Array };
      /** It is all variables of an Environment, each of them a field. */
      expands?: Expansion;
    }
  | { name: string; kind: 'orphan'; shownReference: string };

/** How the variables of a whole Environment become fields. */
export interface Expansion {
  prefix: string;
  /** The names of the connection's own fields, which take the place of a variable. */
  own: ReadonlySet<string>;
  seen?: SeenNames;
}

/** What resolving a connection needs, kept in memory by key until the connection changes. Literals stay sealed. */
export interface Plan {
  id: string;
  key: string;
  name: string;
  scope: string;
  projectIds: readonly string[];
  revision: number;
  /** Workloads are refused. Such a plan is never kept as a bundle. */
  isDisabled: boolean;
  fields: readonly PlannedField[];
}

const plans = () =>
  once('connection-plans', () => {
    const loaded = keepLoaded(readPlan);
    onInvalidation('connection-plans', (change) => {
      const { topic, id } = change;
      if (topic !== 'connection' && topic !== 'secret-manager') return;
      if (id === allIds) loaded.forgetAll(change);
      else if (topic === 'connection') loaded.forget(id);
      else loaded.forgetThose(({ fields }) => fields.some((each) => isBoundThrough(each, id)));
    });
    return loaded;
  });

function isBoundThrough(field: PlannedField, managerId: string): boolean {
  return field.kind === 'binding' && field.managerId === managerId;
}

/** The plan of a connection, from memory when it was asked for before. Undefined: no connection has this key. */
export function loadPlan(key: string): Promise<Plan | undefined> {
  return plans().load(key);
}

/** The plan of a connection if memory has it. */
export function peekPlan(key: string): Plan | undefined {
  return plans().peek(key);
}

/** Brings the plans into memory of what was read since then, the newest read first: an outage may come before their next read. */
export async function bringInReadPlans(readSince: Date, most: number): Promise<void> {
  const rows = await database().connection.findMany({
    where: { lastReadAt: { gte: readSince } },
    orderBy: [{ lastReadAt: 'desc' }, { id: 'desc' }],
    take: most,
    select: { key: true },
  });
  await plans().bringIn(rows.map(({ key }) => key));
}

/** The plans that are known, for a start while the database is away. */
export const planSnapshot: SnapshotPart = {
  name: 'connection-plans',
  take: () => plans().take(),
  put(value, usableUntilMs) {
    const [key, plan] = asKnown(value);
    plans().put(key, plan, usableUntilMs);
  },
};

/** Guarantee: what `take` gave. */
function asKnown(value: unknown): [key: string, plan: Plan] {
  return value as [string, Plan];
}

/** Costs what a key costs that no connection has: who is refused by what memory holds must not learn from the time that it does. */
export async function readNobodysPlan(): Promise<void> {
  await readRow(nobodysKey);
}

// No key may be written so.
const nobodysKey = '-';

async function readPlan(key: string): Promise<Plan | undefined> {
  const row = await readRow(key);
  if (!row || areNewest(row.fields)) return row && planOf(row);
  // A newer one may have been read since. What is older still was put back.
  const again = await readRow(key);
  if (!again || areNewest(again.fields)) return again && planOf(again);
  throw olderField(again.id);
}

async function readRow(key: string) {
  const row = await database().connection.findUnique({
    where: { key },
    include: { projects: { select: { projectId: true } }, fields: { orderBy: { name: 'asc' } } },
  });
  return row ?? undefined;
}

function planOf(row: NonNullable<Awaited<ReturnType<typeof readRow>>>): Plan {
  const own = new Set(row.fields.map(({ name }) => name).filter((name) => !isEnvironmentField(name)));
  const isTaken = ({ name }: { name: string }) => isEnvironmentField(name) && own.has(shownFieldName(name));
  const fields = row.fields
    .filter((field) => !isTaken(field))
    .map((field): PlannedField => {
      const { id, sealedVersion, sealedLiteral, sealedText, secretManagerId, followName } = field;
      const { reference } = field;
      const name = shownFieldName(field.name);
      const place = { id, sealedVersion };
      if (sealedLiteral) return { name, kind: 'literal', place, sealed: sealedLiteral };
      const shownReference = field.shownReference ?? reference ?? '';
      const titles = titlesOf(field.shownNames);
      if (!secretManagerId || reference === null) return { name, kind: 'orphan', shownReference };
      const locator = parseLocator(reference);
      const { prefix, seen } = storedEnvironment(field);
      const isWhole = isEnvironmentField(field.name) && locator.member === '';
      return {
        name,
        kind: 'binding',
        managerId: secretManagerId,
        reference: locator,
        shownReference,
        ...(titles ? { titles } : {}),
        ...(followName === null ? {} : { followName }),
        ...(sealedText ? { around: { place, sealed: sealedText } } : {}),
        ...(isWhole ? { expands: { prefix, own, ...(seen ? { seen } : {}) } } : {}),
      };
    });
  const projectIds = row.projects.map(({ projectId }) => projectId);
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    scope: row.scope,
    projectIds,
    revision: row.revision,
    isDisabled: row.disabledAt !== null,
    fields,
  };
}
