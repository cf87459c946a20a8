import {
  type Allowance,
  allowanceOfConnection,
  allowedByBoth,
  everything,
  serves,
} from '@/lib/access/grants';
import { scopedOf } from '@/lib/access/may';
import { reachedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import type { Locator } from '@/lib/kernel/locator';
import { messageFor } from '@/lib/kernel/message';
import { may } from '@/lib/kernel/permissions';
import type { LoadedManager } from '@/lib/managers/load';
import { database } from '@/lib/platform/database';
import { translate } from '@/lib/platform/language';
import { parseFor, parseLocator, shownReference } from '@/lib/providers/references';
import { interactiveLookup } from '@/lib/secrets/cache-lookup';
import { reachManager } from '@/lib/secrets/manager';
import { refused } from '@/lib/secrets/read-allowed';
import { identifySecrets } from '@/lib/secrets/read-for-person';
import type { Identified } from '@/lib/secrets/reading';
import { sameManager } from './repoint-preview';
import { type RepointResult, repointInputSchema } from './repoint-schema';
import { type Binding, type Move, writeMoves } from './repoint-write';
import { connectionViewSchema } from './schema';
import { isStoredInAddress } from './settings';

type Change = ReturnType<typeof repointInputSchema.parse>['changes'][number];

/**
 * Binds fields of many connections through another secret manager in one go. Every reference is resolved there first,
 * as a workload would; what cannot be, what was changed since the preview, and what it does not serve is left alone and
 * named. Kept so that it can be undone. Throws `forbidden`, `not_found` (a secret manager), `invalid_input`,
 * `over_budget` (the caller's own; nothing is changed then).
 */
export const repointConnections = verb({
  name: 'repointConnections',
  right: 'connection:write',
  input: repointInputSchema,
  audit: ['connection.repointed'],
  run: async ({ caller, input }): Promise<RepointResult> => {
    const { fromId, toId, changes } = input;
    if (fromId === toId) throw sameManager();
    const to = await reachManager(caller, toId);
    const left: RepointResult['left'] = [];
    const moves: Move[] = [];
    const rows = await boundRows(
      caller,
      fromId,
      changes.map(({ key }) => key),
    );
    for (const change of changes) {
      const row = rows.find(({ key }) => key === change.key);
      const refusal = refusalOf(caller, to, row, change);
      if (refusal || !row) left.push({ key: change.key, ...(refusal ?? problem('not_found')) });
      else
        moves.push({
          connectionId: row.id,
          key: row.key,
          name: row.name,
          revision: row.revision,
          fields: [],
        });
    }
    await fillMoves(caller, to, { changes, rows, moves, left });
    const whole = moves.filter(({ fields }) => fields.length > 0);
    const { id, written } = await writeMoves(caller, { fromId, toId, toName: to.name }, whole);
    const missed = whole.filter((move) => !written.includes(move));
    return {
      id,
      changed: written.map(({ key, name, fields }) => ({
        key,
        name,
        fields: fields.map((field) => field.name),
      })),
      left: [...left, ...missed.map(({ key }) => ({ key, ...changedMeanwhile() }))],
    };
  },
});

function boundRows(caller: Caller, secretManagerId: string, keys: readonly string[]) {
  return database().connection.findMany({
    where: { AND: [reachedBy(caller), { key: { in: [...keys] } }] },
    include: {
      projects: { select: { projectId: true } },
      fields: {
        where: { secretManagerId, reference: { not: null } },
        omit: { sealedLiteral: true },
      },
    },
  });
}

type Row = Awaited<ReturnType<typeof boundRows>>[number];

function refusalOf(caller: Caller, to: LoadedManager, row: Row | undefined, change: Change) {
  if (!row) return problem('not_found');
  const scope = scopedOf(row);
  if (!may(caller, 'connection:write', scope)) {
    return { code: 'forbidden', message: translate(messageFor('notWhollyYours')) };
  }
  if (row.revision !== change.revision) return changedMeanwhile();
  if (serves(to, scope)) return undefined;
  return { code: 'forbidden', message: translate(messageFor('managerNotServing', { name: to.name })) };
}

/** Reads all references at once and gives each move its fields; the rest is left, by name. */
async function fillMoves(
  caller: Caller,
  to: LoadedManager,
  {
    changes,
    rows,
    moves,
    left,
  }: {
    changes: readonly Change[];
    rows: readonly Row[];
    moves: readonly Move[];
    left: RepointResult['left'];
  },
): Promise<void> {
  const allowanceOf = ({ key }: Move) =>
    allowanceOfConnection(
      to,
      scopedOf(rows.find((row) => row.key === key) ?? { scope: 'project', projects: [] }),
    );
  const asked = moves.flatMap((move) => {
    const change = changes.find(({ key }) => key === move.key);
    const row = rows.find(({ key }) => key === move.key);
    return Object.entries(change?.fields ?? {}).flatMap(([name, text]) => {
      const field = row?.fields.find((each) => each.name === name);
      const refusal = field && row ? addressProblem(row, field) : changedMeanwhile();
      if (field && !refusal) return [{ move, field, reference: parseFor(to.provider, text) }];
      left.push({ key: move.key, field: name, ...(refusal ?? changedMeanwhile()) });
      return [];
    });
  });
  const allowances = moves.map((move) => allowanceOf(move));
  const readings = await identifySecrets(
    to,
    asked.map(({ reference }) => interactiveLookup(to, reference)),
    { spends: caller, purpose: 'binding', allowance: allowances.reduce(allowedByBoth, everything) },
  );
  requireBudget(readings);
  for (const [index, { move, field, reference }] of asked.entries()) {
    const reading = answerFor(allowanceOf(move), to, reference, readings[index]);
    if (!reading.ok) {
      const { code, says } = reading.error;
      left.push({ key: move.key, field: field.name, code, message: translate(says) });
      continue;
    }
    const after: Binding = {
      secretManagerId: to.id,
      reference: reading.boundReference,
      shownReference: shownReference(reference, reading.titles),
      shownNames: reading.titles,
      isVerified: true,
    };
    move.fields.push({ id: field.id, name: field.name, before: bindingOf(field), after });
  }
}

/** Nothing is moved then: the same request goes through later, and what was read of it costs nothing again. */
function requireBudget(readings: readonly Identified[]): void {
  for (const reading of readings) {
    if (!reading.ok && reading.error.code === 'over_budget') throw reading.error;
  }
}

/** What is not let through says the same whether or not it exists; a passing trouble tells nothing of that. */
function answerFor(
  allowance: Allowance,
  to: LoadedManager,
  asked: Locator,
  reading: Identified = { ok: false, error: new LatchkeyError('internal') },
): Identified {
  if (reading.ok) {
    const place = { locator: parseLocator(reading.boundReference), titles: reading.titles };
    return allowance.allows(place) ? reading : refused(to);
  }
  const isCertain = reading.error.code.startsWith('secret_');
  return isCertain && !allowance.allows({ locator: asked }) ? refused(to) : reading;
}

function bindingOf(field: Row['fields'][number]): Binding {
  const { secretManagerId, reference, shownReference: shown, shownNames, isVerified } = field;
  return { secretManagerId, reference, shownReference: shown, shownNames, isVerified };
}

/** A secret in an address stays where it is: another one in its place would go to whoever the address names. */
function addressProblem(row: Row, field: Row['fields'][number]) {
  const app = connectionViewSchema.shape.app.parse(row.app);
  if (!isStoredInAddress(app, field)) return undefined;
  return { code: 'invalid_input', message: translate(messageFor('textInAddress')) };
}

function problem(code: 'not_found') {
  return { code, message: translate({ code }) };
}

function changedMeanwhile() {
  return { code: 'conflict', message: translate(messageFor('changedSincePreview')) };
}
