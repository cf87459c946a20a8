export function filesByTurns(root: string, seed: string): Record<'embedded' | 'server', string[]>;
