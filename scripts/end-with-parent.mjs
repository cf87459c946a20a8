/**
 * npm runs scripts in a shell, and a signal to npm ends that shell alone: what runs in it would stay on, holding port
 * and data. So when npm started this process and its parent is gone, it is told to end in the ordinary way.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event) endWithParent();
}

/** Tells this process to end in the ordinary way when the one that started it is gone, however that ended. */
export function endWithParent() {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  timer.unref();
}
