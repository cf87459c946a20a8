/** A limit that a provider sets: so many requests in a time. */
export interface LimitWindow {
  /** Its name in the API and in figures, such as `credential-hour`. */
  id: string;
  /** Whose requests count: those of one credential, or of all credentials of its account. */
  per: 'credential' | 'account';
  /** Whole hours, in milliseconds. */
  windowMs: number;
  /** `by_clock`: from nothing at each whole window of the clock. `sliding`: the last `windowMs` at any moment. */
  counts: 'by_clock' | 'sliding';
  /** Infinity: they are counted, and nothing is refused. */
  requests: number;
}

/** Background work stops when this share of a limit is used, so that run-time reads are the last to stop. */
export const backgroundShare = 0.7;
