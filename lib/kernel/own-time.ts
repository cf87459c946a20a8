const stepMs = 50;

/**
 * Calls `late` after so many milliseconds, once what has arrived by then is seen: where this thread was busy, an answer may have
 * waited for it. Returns how to stop.
 */
export function afterArrivals(lengthMs: number, late: () => void): () => void {
  let turn: ReturnType<typeof setImmediate> | undefined;
  // Timers come before what has arrived, an immediate comes after it.
  const timer = setTimeout(() => {
    turn = setImmediate(late);
  }, lengthMs);
  return () => {
    clearTimeout(timer);
    clearImmediate(turn);
  };
}

/**
 * Calls `late` after so many milliseconds in which this thread could take an answer: in steps, each of which counts as long as it
 * should have taken, and sees what has arrived. So a thread that is busy or starved, which is late itself, finds nobody else late.
 * Returns how to stop.
 */
export function afterOwnTime(lengthMs: number, late: () => void): () => void {
  let leftMs = lengthMs;
  let stop = () => {};
  const step = () => {
    leftMs -= stepMs;
    if (leftMs <= 0) late();
    else stop = afterArrivals(stepMs, step);
  };
  stop = afterArrivals(stepMs, step);
  return () => stop();
}
