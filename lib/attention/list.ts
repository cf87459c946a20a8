import { verb } from '@/lib/access/verb';
import { noInputSchema } from '@/lib/kernel/ids';
import { roleMay } from '@/lib/kernel/permissions';
import { clocks } from './clocks';
import {
  brokenConnections,
  incompleteConnections,
  refusedConnections,
  unverifiedConnections,
} from './connections';
import { keysInNeed } from './keys';
import { endedTrusts, failedScans, lowBudgets } from './managers';
import { attentionKinds, severities } from './names';
import type { AttentionItem, AttentionView } from './schema';
import { troubles } from './troubles';

const mostItems = 500;

/**
 * Everything that needs a person, as far as it is the caller's to know, each with its next step: the most urgent first.
 * From stored rows, by the judgements that the pages of these things show. Throws `forbidden`.
 */
export const listAttention = verb({
  name: 'listAttention',
  right: 'connection:read',
  input: noInputSchema,
  audit: [],
  run: async ({ caller }): Promise<AttentionView> => {
    const may = (right: Parameters<typeof roleMay>[1]) => roleMay(caller.role, right);
    const found = await Promise.all([
      may('secret-manager:read') ? troubles(caller) : [],
      brokenConnections(caller),
      refusedConnections(caller),
      incompleteConnections(caller),
      may('quota:read') ? lowBudgets(caller) : [],
      clocks(caller),
      may('api-key:read') ? keysInNeed(caller) : [],
      may('secret-manager:read') ? failedScans(caller) : [],
      may('secret-manager:read') ? endedTrusts(caller) : [],
      unverifiedConnections(caller),
    ]);
    const items = found.flat().sort(byUrgency);
    return { items: items.slice(0, mostItems), nextCursor: null, counts: countsOf(items) };
  },
});

function byUrgency(one: AttentionItem, other: AttentionItem): number {
  return (
    severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
    attentionKinds.indexOf(one.kind) - attentionKinds.indexOf(other.kind) ||
    (other.since ?? '').localeCompare(one.since ?? '') ||
    one.id.localeCompare(other.id)
  );
}

function countsOf(items: readonly AttentionItem[]): AttentionView['counts'] {
  const count = (isCounted: (item: AttentionItem) => boolean) => items.filter(isCounted).length;
  return {
    all: items.length,
    critical: count(({ severity }) => severity === 'critical'),
    warning: count(({ severity }) => severity === 'warning'),
    notice: count(({ severity }) => severity === 'notice'),
    kinds: kindCounts((kind) => count((item) => item.kind === kind)),
  };
}

function kindCounts(countOf: (kind: AttentionItem['kind']) => number): AttentionView['counts']['kinds'] {
  return {
    manager_refused: countOf('manager_refused'),
    manager_unreachable: countOf('manager_unreachable'),
    manager_rate_limited: countOf('manager_rate_limited'),
    connection_unserved: countOf('connection_unserved'),
    reference_broken: countOf('reference_broken'),
    reference_refused: countOf('reference_refused'),
    field_missing: countOf('field_missing'),
    budget_low: countOf('budget_low'),
    clock_off: countOf('clock_off'),
    key_ending: countOf('key_ending'),
    scan_failed: countOf('scan_failed'),
    trust_ended: countOf('trust_ended'),
    key_of_disabled_person: countOf('key_of_disabled_person'),
    reference_unverified: countOf('reference_unverified'),
  };
}
