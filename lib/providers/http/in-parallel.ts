/** Does `work` for each of the list, at most `limit` at a time, and waits for all. `work` must not reject. */
export async function inParallel<T>(
  list: readonly T[],
  limit: number,
  work: (each: T) => Promise<void>,
): Promise<void> {
  const waiting = [...list];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: Math.min(limit, list.length) }, lane));
}
