// Every role there is. What each may is `permissionTable`; its words are in components/words/shell.ts.

export const personRoles = ['admin', 'builder', 'support'] as const;
export const keyRoles = ['workload', 'admin'] as const;

/** The one that may least: it is offered for somebody whose stored role is none. */
export const leastRole: (typeof personRoles)[number] = 'support';

/** What a caller is. `none`: what is stored is no role of this version, and may do nothing. */
export type Role = (typeof personRoles)[number] | (typeof keyRoles)[number] | 'none';
