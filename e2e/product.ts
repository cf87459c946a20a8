import { spawn } from 'node:child_process';

/** A running process of the built product. */
export interface Product {
  pid: number;
  /** What it printed on both streams. */
  printed(): string;
  /** Asks it to end and waits; after ten seconds by force. Answers with its exit code, null when it was forced. */
  stop(): Promise<number | null>;
}

const startDeadlineMs = 120_000;
const stopDeadlineMs = 10_000;

/** Starts `dist/server.mjs` with these settings and no others, and waits until it is ready. */
export async function startProduct(port: number, settings: Record<string, string>): Promise<Product> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['dist/server.mjs'], {
    env: { PATH, HOME, NODE_ENV: 'production', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), stopDeadlineMs);
    const code = await exited;
    clearTimeout(force);
    return code;
  };
  if (await isReadyInTime(port, () => child.exitCode === null && child.signalCode === null)) {
    return { pid: child.pid ?? 0, printed: () => printed, stop };
  }
  await stop();
  throw new Error(`The product did not become ready. Was it built (npm run build)? It printed:\n${printed}`);
}

async function isReadyInTime(port: number, isRunning: () => boolean): Promise<boolean> {
  const endsAtMs = performance.now() + startDeadlineMs;
  while (performance.now() < endsAtMs && isRunning()) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/ready`).catch(() => undefined);
    if (answer?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
