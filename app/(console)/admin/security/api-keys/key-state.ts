import type { ApiKeyView } from '@/lib/api-keys/schema';

/** How a key stands. `ending`: it ends soon. `replaced`: another took its place, and it works until it ends. */
export type KeyState = 'active' | 'ending' | 'replaced' | 'expired' | 'revoked';

const soonMs = 14 * 24 * 3_600_000;

/** How a key stands at a time. */
export function keyStateOf(
  { revokedAt, expiresAt, replacedById }: Pick<ApiKeyView, 'revokedAt' | 'expiresAt' | 'replacedById'>,
  nowMs: number,
): KeyState {
  if (revokedAt !== null) return 'revoked';
  const leftMs = expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt) - nowMs;
  if (leftMs <= 0) return 'expired';
  if (replacedById !== null) return 'replaced';
  return leftMs <= soonMs ? 'ending' : 'active';
}
