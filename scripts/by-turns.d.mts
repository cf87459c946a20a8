export function filesByTurns(root: string, seed: string): Record<'embedded' | 'server', string[]>;
export function turnOf(name: string, seed: string): 0 | 1;
