import type { CreateInput, KeyDefaults } from '@/lib/api-keys/schema';
import type { keyRoles } from '@/lib/kernel/role';
import type { Scope } from '@/lib/kernel/scope';
import { linesOf } from '../patterns/pattern-lines';

const dayMs = 24 * 3_600_000;
const usualDays = [30, 90, 365];

/** When a key ends: after a number of days, on a day, never. */
export type Ending = `d${number}` | 'date' | 'never';

/** What may be read of one secret manager by naming references. */
export interface ReadableDraft {
  id: number;
  secretManagerId: string | undefined;
  /** One pattern a line. */
  text: string;
}

/** A key that is about to be made. */
export interface KeyDraft {
  name: string;
  role: (typeof keyRoles)[number];
  scope: Scope;
  projectIds: string[];
  connections: 'all' | 'chosen';
  chosen: { key: string; name: string }[];
  mayReadReferences: boolean;
  readable: ReadableDraft[];
  ending: Ending;
  /** As `YYYY-MM-DD`, for `date`. */
  date: string;
  /** One address or range a line. */
  networks: string;
}

/** An empty draft: all connections of its projects, no references, the end that is set for new keys. */
export function newKeyDraft(defaults: KeyDefaults): KeyDraft {
  return {
    name: '',
    role: 'workload',
    scope: 'platform',
    projectIds: [],
    connections: 'all',
    chosen: [],
    mayReadReferences: false,
    readable: [{ id: 0, secretManagerId: undefined, text: '' }],
    ending: endingOf(defaults.expiresAfterDays),
    date: '',
    networks: '',
  };
}

/** A draft with one of everything, to tell whether something is one. */
export const keyDraftShape: KeyDraft = {
  ...newKeyDraft({ expiresAfterDays: null }),
  projectIds: [''],
  chosen: [{ key: '', name: '' }],
};

/** After a number of days; null is never. */
export function endingOf(days: number | null): Ending {
  return days === null ? 'never' : `d${days}`;
}

/** The number of days of an ending; null where it is no number of days. */
export function daysOf(ending: Ending): number | null {
  return ending.startsWith('d') && ending !== 'date' ? Number(ending.slice(1)) : null;
}

/** The endings to choose from, in their order: the usual ones, and what is set where it is none of them. */
export function endingsToChoose(set: number | null): Ending[] {
  const days = [...new Set([...usualDays, ...(set === null ? [] : [set])])].sort((one, other) => one - other);
  return days.map((each): Ending => `d${each}`);
}

/** Why a draft cannot be sent yet; undefined: it can. */
export function hindranceOf(draft: KeyDraft, nowMs: number): 'date' | 'connections' | 'readable' | undefined {
  if (draft.connections === 'chosen' && draft.chosen.length === 0) return 'connections';
  if (draft.mayReadReferences && !draft.readable.every(isComplete)) return 'readable';
  if (draft.ending === 'date' && !(endOfDay(draft.date) > nowMs)) return 'date';
  return undefined;
}

/** What is sent to make the key. */
export function keyInputOf(draft: KeyDraft, nowMs: number): CreateInput {
  const { name, role, scope, projectIds } = draft;
  return {
    name,
    role,
    scope,
    projectIds: scope === 'project' ? projectIds : [],
    connections: draft.connections === 'all' ? 'all' : draft.chosen.map(({ key }) => key),
    ...(draft.mayReadReferences ? { references: readableOf(draft.readable) } : {}),
    expiresAt: endOf(draft, nowMs),
    networks: linesOf(draft.networks),
  };
}

function endOf({ ending, date }: KeyDraft, nowMs: number): string | null {
  if (ending === 'date') return new Date(endOfDay(date)).toISOString();
  const days = daysOf(ending);
  return days === null ? null : new Date(nowMs + days * dayMs).toISOString();
}

/** In the reader's zone; NaN where it is no day. */
function endOfDay(date: string): number {
  return Date.parse(`${date}T23:59:59`);
}

function isComplete({ secretManagerId, text }: ReadableDraft): boolean {
  return secretManagerId !== undefined && linesOf(text).length > 0;
}

function readableOf(drafts: readonly ReadableDraft[]) {
  return drafts.flatMap(({ secretManagerId, text }) =>
    secretManagerId === undefined ? [] : [{ secretManagerId, patterns: linesOf(text) }],
  );
}
