export interface WatchdogSettings {
  /** How often it looks, in milliseconds. */
  everyMs: number;
  /** How long a ping may go unanswered, in milliseconds. */
  patienceMs: number;
}

export interface Watchdog {
  /** Begins to look, while it is needed. */
  watch(): void;
  onPong(): void;
  stop(): void;
}

interface WatchdogHooks {
  isNeeded(): boolean;
  ping(): void;
  onUnresponsive(): void;
}

// A blocked thread burns a core. One that is merely starved on a busy machine does not, and is given longer.
const busyShare = 0.8;
const starvedFactor = 5;

/**
 * Tells a thread whose event loop is blocked: a ping went unanswered for `patienceMs` in which this process used the processor
 * for most of that time, or for five times as long in any case.
 */
export function createWatchdog(settings: WatchdogSettings & WatchdogHooks): Watchdog {
  let asked: { atMs: number; cpuMs: number } | undefined;
  let timer: NodeJS.Timeout | undefined;

  function watch(): void {
    timer ??= setTimeout(look, settings.everyMs).unref();
  }

  function look(): void {
    timer = undefined;
    if (!asked && !settings.isNeeded()) return;
    if (asked && isBlocked(asked, settings.patienceMs)) {
      settings.onUnresponsive();
      return;
    }
    if (!asked) {
      asked = { atMs: performance.now(), cpuMs: processCpuMs() };
      settings.ping();
    }
    watch();
  }

  return {
    watch,
    onPong: () => {
      asked = undefined;
    },
    stop: () => clearTimeout(timer),
  };
}

function isBlocked(asked: { atMs: number; cpuMs: number }, patienceMs: number): boolean {
  const waitedMs = performance.now() - asked.atMs;
  const usedMs = processCpuMs() - asked.cpuMs;
  return (
    waitedMs >= patienceMs * starvedFactor || (waitedMs >= patienceMs && usedMs >= patienceMs * busyShare)
  );
}

function processCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
