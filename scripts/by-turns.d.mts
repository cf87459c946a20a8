export function filesByTurns(root: string, seed: string): Record<'embedded' | 'server', string[]>;
export function isTurn(name: string, way: 0 | 1): boolean;
