import { z } from 'zod';
import { allowanceOfCaller, allowanceOfConnection } from '@/lib/access/grants';
import { sayAbsence } from '@/lib/cache/absence';
import type { Caller } from '@/lib/kernel/caller';
import type { FindingKind } from '@/lib/kernel/finding';
import { isOneUnit } from '@/lib/kernel/locator';
import { type Message, messageFor } from '@/lib/kernel/message';
import type { Scoped } from '@/lib/kernel/permissions';
import { loadManager } from '@/lib/managers/load';
import { translate } from '@/lib/platform/language';
import { parseLocator } from '@/lib/providers/references';
import type { BrokenField } from './broken';
import { type Candidate, candidateSchema } from './candidate';

/** A broken field as one caller may know it. */
export interface ToldFinding {
  kind: FindingKind;
  message: string;
  candidates: Candidate[];
  /** Reads of workloads fail by it already; otherwise what is cached may serve for a while. */
  isFailing: boolean;
}

const candidatesSchema = z.array(candidateSchema);

/**
 * What is wrong with a field as a caller may know it. What could be bound instead is told as far as the connection's
 * projects may use it. A secret that moved to where neither these nor any of the caller's may use it is deleted for the
 * caller: that a secret of its title exists there is nobody's to know.
 */
export async function toldFinding(
  caller: Caller,
  { kind, scanned, read, secretManagerId }: BrokenField,
  connection: Scoped,
): Promise<ToldFinding> {
  const isFailing = read !== null || kind === 'manager_gone';
  if (!scanned) return { kind, message: (read && sayAbsence(read)) ?? '', candidates: [], isFailing };
  const { isTold, isVariable, candidates } = await toldPlaces(caller, {
    ...scanned,
    secretManagerId,
    connection,
  });
  const toldKind = toldKindOf(scanned.kind, { isTold, isVariable, candidates });
  return {
    kind: toldKind,
    message: translate(sentenceOf(toldKind, { isVariable, candidates })),
    candidates,
    isFailing,
  };
}

function toldKindOf(kind: FindingKind, { isTold, isVariable, candidates }: Told): FindingKind {
  if (!isTold) return 'deleted';
  // That the variable is there under another name is told with the name alone.
  return kind === 'field_gone' && isVariable && candidates.length === 0 ? 'not_found' : kind;
}

interface Told {
  isTold: boolean;
  /** It was one of an environment. */
  isVariable: boolean;
  candidates: Candidate[];
}

async function toldPlaces(
  caller: Caller,
  found: { kind: FindingKind; candidates: unknown; secretManagerId: string | null; connection: Scoped },
): Promise<Told> {
  const { kind, secretManagerId, connection } = found;
  const manager = secretManagerId ? await loadManager(secretManagerId) : undefined;
  if (!manager) return { isTold: true, isVariable: false, candidates: [] };
  const ofConnection = allowanceOfConnection(manager, connection);
  const ofCaller = allowanceOfCaller(manager, caller);
  const parsed = candidatesSchema.safeParse(found.candidates);
  const places = (parsed.success ? parsed.data : []).map((candidate) => ({
    candidate,
    place: { locator: parseLocator(candidate.reference), titles: candidate.titles },
  }));
  const listed = places.filter(({ place }) => ofConnection.allows(place));
  return {
    isTold: kind !== 'moved' || listed.length > 0 || places.some(({ place }) => ofCaller.allows(place)),
    isVariable: places.some(({ place }) => isOneUnit(place.locator)),
    candidates: listed.map(({ candidate }) => candidate),
  };
}

function sentenceOf(kind: FindingKind, { isVariable, candidates: listed }: Omit<Told, 'isTold'>): Message {
  switch (kind) {
    case 'moved':
      return messageFor('foundMoved');
    case 'archived':
      return messageFor('foundArchived');
    case 'deleted':
      return listed.length > 0 ? messageFor('foundReplaced') : messageFor('foundDeleted');
    case 'field_gone':
      return messageFor(isVariable ? 'foundVariableRenamed' : 'foundFieldGone');
    case 'ambiguous':
      return messageFor('foundAmbiguous');
    case 'not_found':
    case 'missing':
      return messageFor('foundNothing');
    case 'unreadable':
      return { code: 'secret_unreadable' };
    case 'forbidden':
      return messageFor('foundForbidden');
    case 'manager_gone':
      return messageFor('managerGone');
  }
}
