/** Requests that 1Password lets a service account make (docs: developer.1password.com, service account rate limits). */
export const planLimits = {
  business: { perTokenHour: 10_000, perAccountDay: 50_000 },
  teams: { perTokenHour: 1_000, perAccountDay: 5_000 },
  other: { perTokenHour: 1_000, perAccountDay: 1_000 },
  // Of a server of one's own.
  none: { perTokenHour: Number.POSITIVE_INFINITY, perAccountDay: Number.POSITIVE_INFINITY },
} as const;

export type Plan = keyof typeof planLimits;

/** Background work stops when this share of a limit is used, so that run-time reads are the last to stop. */
export const backgroundShare = 0.7;
