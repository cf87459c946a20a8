export const guards = [];
