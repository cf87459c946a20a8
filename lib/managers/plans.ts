import { descriptorOf, isProviderId } from '@/lib/providers/descriptors';
import type { Plan } from '@/lib/quota/limits';

/** The plans of 1Password whose limits differ. Apart from the schemas: pages show them without loading those. */
export const plans = ['business', 'teams', 'other'] as const;

/** The same and `none`, of secret managers whose requests count against no limits. */
export const shownPlans = [...plans, 'none'] as const;

/** By which limits a secret manager keeps. */
export function planOf({ provider, plan }: { provider: string; plan: string }): Plan {
  if (isProviderId(provider) && !descriptorOf(provider).hasLimits) return 'none';
  return plans.find((known) => known === plan) ?? 'other';
}
