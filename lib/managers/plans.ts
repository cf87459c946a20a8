/** The plans of 1Password whose limits differ. Apart from the schemas: pages show them without loading those. */
export const plans = ['business', 'teams', 'other'] as const;
