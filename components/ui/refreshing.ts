// Of this document: how many parts of the page have it refreshed without anybody pressing anything.
let count = 0;
const listeners = new Set<() => void>();

/** Says that the page refreshes itself, until the function returned is called. Each time, what was fetched ahead is forgotten. */
export function startRefreshing(): () => void {
  change(1);
  return () => change(-1);
}

/** Whether it does. */
export function isRefreshing(): boolean {
  return count > 0;
}

/** Tells when that may have changed, until the function returned is called. */
export function onRefreshing(changed: () => void): () => void {
  listeners.add(changed);
  return () => {
    listeners.delete(changed);
  };
}

function change(by: 1 | -1): void {
  count += by;
  for (const changed of [...listeners]) changed();
}
