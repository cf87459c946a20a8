// Apart from the schema: pages show these without loading it.

/** What can need a person. */
export const attentionKinds = [
  'manager_refused',
  'manager_unreachable',
  'manager_rate_limited',
  'connection_unserved',
  'reference_broken',
  'reference_refused',
  'field_missing',
  'budget_low',
  'clock_off',
  'key_ending',
  'scan_failed',
  'trust_ended',
  'key_of_disabled_person',
  'reference_unverified',
] as const;
export type AttentionKind = (typeof attentionKinds)[number];

/**
 * How soon. `critical`: workloads fail by it, or are about to. `warning`: they will, if it stays as it is. `notice`: nothing
 * fails by it.
 */
export const severities = ['critical', 'warning', 'notice'] as const;
export type Severity = (typeof severities)[number];

/** What to do next, as far as the reader may do it; `open`: to look at it. */
export const nextActions = [
  'replace_token',
  'repair',
  'set_field',
  'rotate_key',
  'check',
  'turn_on',
  'open',
] as const;
