import type { EmbeddedEngine } from './embedded-engine';

const minuteMs = 60_000;

export interface UpkeepTimes {
  /** How often to look whether something is due. */
  lookMs: number;
  /** The log grows until a checkpoint, and recovery reads all of it. */
  checkpointMs: number;
  /** Rows that were updated or removed keep their room until a vacuum. */
  vacuumMs: number;
}

const standardTimes: UpkeepTimes = { lookMs: 15_000, checkpointMs: 5 * minuteMs, vacuumMs: 60 * minuteMs };

/**
 * Does what a server's background processes do and PGlite, one process, leaves undone: checkpoints, and vacuum with
 * analyze (docs/decisions/0011). Only between queries, never in a transaction. Answers with a way to stop it.
 */
export function keepUp(engine: EmbeddedEngine, times: UpkeepTimes = standardTimes): () => void {
  // The first vacuum comes early: a process that is restarted often would never see the second.
  const due = { checkpoint: times.checkpointMs, vacuum: times.checkpointMs };
  let elapsedMs = 0;
  const timer = setInterval(() => {
    elapsedMs += times.lookMs;
    // What fails is due again at the next look.
    look().catch(() => undefined);
  }, times.lookMs);

  async function look(): Promise<void> {
    if (elapsedMs >= due.vacuum && (await engine.whenIdle(vacuum))) due.vacuum = elapsedMs + times.vacuumMs;
    if (elapsedMs >= due.checkpoint && (await engine.whenIdle(checkpoint))) {
      due.checkpoint = elapsedMs + times.checkpointMs;
    }
  }

  return () => clearInterval(timer);
}

type Work = Parameters<EmbeddedEngine['whenIdle']>[0];

const vacuum: Work = async (database) => {
  await database.exec('VACUUM (ANALYZE)');
};

const checkpoint: Work = async (database) => {
  await database.exec('CHECKPOINT');
};
