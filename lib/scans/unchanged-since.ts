// An item changed again within its clock's second shows the same time.
const recentMs = 5_000;
// A provider may tell the time of an item in whole seconds, and that of its overview to the millisecond.
const secondLength = 19;

/** Whether an item is what it was when it was looked at, by the time of its last change, RFC 3339. */
export function isUnchangedSince(
  seen: { itemUpdatedAt: string | null; checkedAtMs: number },
  updatedAt: string,
): boolean {
  if (seen.itemUpdatedAt?.slice(0, secondLength) !== updatedAt.slice(0, secondLength)) return false;
  return Date.parse(updatedAt) < seen.checkedAtMs - recentMs;
}
