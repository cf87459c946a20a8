// Apart from the schemas: pages show these without loading those.

export const listStates = ['broken', 'manager_in_trouble', 'refused', 'disabled', 'enabled'] as const;
export const listSorts = ['name', 'updated', 'read', 'app'] as const;
export const testStepNames = ['resolve', 'reach', 'authenticate'] as const;
/** That a connection has at most. */
export const mostTags = 20;
