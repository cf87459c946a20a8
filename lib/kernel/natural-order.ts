const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Compares names as people sort: "Team 2" before "Team 10", "Ä" beside "A", whatever the case. Lists of the database do the same. */
export function naturally(one: string, other: string): number {
  return collator.compare(one, other);
}
