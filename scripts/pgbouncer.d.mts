export type PoolMode = 'session' | 'transaction' | 'statement';

export interface TestPooler {
  port: number;
  /** Changes pool_mode while it runs, for those who are connected too. */
  switchTo(mode: PoolMode): void;
  remove(): void;
}

export function findPgBouncer(): string | undefined;
export function installPgBouncer(): Promise<void>;
export function startPgBouncer(
  program: string,
  wanted: { serverPort: number; mode: PoolMode; users?: string[]; settings?: string[] },
): Promise<TestPooler>;
