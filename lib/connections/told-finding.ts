import { z } from 'zod';
import { allowanceOfCaller, allowanceOfConnection } from '@/lib/access/grants';
import type { Caller } from '@/lib/kernel/caller';
import { type FindingKind, findingKindOf } from '@/lib/kernel/finding';
import type { Scoped } from '@/lib/kernel/permissions';
import { parseReference } from '@/lib/kernel/reference';
import { loadManager } from '@/lib/managers/load';
import { type Candidate, candidateSchema } from './candidate';

/** A finding as it is stored, with whose it is. */
export interface StoredFinding {
  kind: string;
  /** As they are stored, unread. */
  candidates: unknown;
  secretManagerId: string | null;
  connection: Scoped;
}

const candidatesSchema = z.array(candidateSchema);

/**
 * A finding as a caller may know it. What could be bound instead is told as far as the connection's projects may use it.
 * A secret that moved to where neither these nor any of the caller's may use it is deleted for the caller: that a secret
 * of its title exists there is nobody's to know. Undefined: it is no finding.
 */
export async function toldFinding(
  caller: Caller,
  { kind: stored, candidates, secretManagerId, connection }: StoredFinding,
): Promise<{ kind: FindingKind; candidates: Candidate[] } | undefined> {
  const kind = findingKindOf(stored);
  if (!kind) return undefined;
  const parsed = candidatesSchema.safeParse(candidates);
  const all = parsed.success ? parsed.data : [];
  const manager = secretManagerId ? await loadManager(secretManagerId) : undefined;
  if (!manager) return { kind, candidates: [] };
  const ofConnection = allowanceOfConnection(manager, connection);
  const ofCaller = allowanceOfCaller(manager, caller);
  const places = all.map((candidate) => ({
    candidate,
    place: { ids: parseReference(candidate.reference), titles: candidate.titles },
  }));
  const listed = places.filter(({ place }) => ofConnection.allows(place));
  const isTold = kind !== 'moved' || listed.length > 0 || places.some(({ place }) => ofCaller.allows(place));
  return {
    kind: isTold ? kind : 'deleted',
    candidates: listed.map(({ candidate }) => candidate),
  };
}
