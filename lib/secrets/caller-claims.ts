import { promised } from '@/lib/kernel/promised';
import { once } from '@/lib/platform/singleton';

/** Whether a reference may be asked for, and when to come back if not. */
export interface Verdict {
  isAdmitted: boolean;
  retryAfterMs: number;
}

/** The question of one call whether a reference may be asked for. Others who want the same wait for its verdict. */
export interface Claim {
  readonly verdict: Promise<Verdict>;
  /** To be called as soon as the reference is being asked for, so that who waits joins that flight. Later calls do nothing. */
  settle(verdict: Verdict): void;
}

const claims = () => once('caller-claims', () => new Map<string, Claim>());

/** The open claim of this name, which somebody else settles. */
export function findClaim(name: string): Claim | undefined {
  return claims().get(name);
}

/** Opens a claim. It has to be settled. */
export function openClaim(name: string): Claim {
  const { promise, resolve } = promised<Verdict>();
  const claim: Claim = {
    verdict: promise,
    settle(verdict) {
      if (claims().get(name) === claim) claims().delete(name);
      resolve(verdict);
    },
  };
  claims().set(name, claim);
  return claim;
}
