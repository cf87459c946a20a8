// How often an open page asks the server again while somebody looks at it; never while its tab is hidden. Together they
// stay below ten requests a minute on every page (e2e/polls.spec.ts).

/** What the page is about. */
export const mainMs = 15_000;

/** A page that is made again as a whole, which is two requests. */
export const pageMs = 20_000;

/** What stands beside it. */
export const besideMs = 30_000;

/** What changes slowly, or is under something else that is looked at. */
export const seldomMs = 60_000;
