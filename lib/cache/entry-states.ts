/** What an entry can be by its age. Apart from the schemas: pages show them without loading those. */
export const entryStates = ['fresh', 'stale', 'expired', 'absent'] as const;

/** States to narrow a list to; `failing`: the last answer was an error, whatever is kept besides. */
export const entryFilterStates = [...entryStates, 'failing'] as const;
