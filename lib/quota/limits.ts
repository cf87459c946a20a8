/** Background work stops when this share of a limit is used, so that run-time reads are the last to stop. */
export const backgroundShare = 0.7;
