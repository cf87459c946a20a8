/** What an entry can be by its age. Apart from the schemas: pages show them without loading those. */
export const entryStates = ['fresh', 'stale', 'expired', 'absent'] as const;
