// Kills a process that writes to the embedded database, again and again, and counts what it had acknowledged and lost:
// node scripts/crash-database.mjs [rounds]. 20 rounds take about two minutes. The tests do a small version of this.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { buildServer } from './build-server.mjs';
import { programOptions } from './program-options.mjs';

const rounds = Number(process.argv[2] ?? 20);
const program = join('.setup', 'crash-database.mjs');
const dataDir = await mkdtemp(join(tmpdir(), 'latchkey-crash-'));

await buildServer(['database-worker']);
await build({
  ...programOptions,
  entryPoints: ['lib/platform/testing/database-child.ts'],
  outfile: program,
});

const acknowledged = new Set();
let slowestOpenMs = 0;
for (let round = 1; round <= rounds; round += 1) {
  const { openMs } = await writeAndKill(300 + Math.random() * 2000);
  slowestOpenMs = round === 1 ? 0 : Math.max(slowestOpenMs, openMs);
  console.log(`round ${round}: open in ${openMs} ms, ${acknowledged.size} rows acknowledged so far`);
}
const kept = new Set(await listRows());
const lost = [...acknowledged].filter((row) => !kept.has(row));
await rm(dataDir, { recursive: true });
console.log(
  `${acknowledged.size} acknowledged, ${lost.length} lost, slowest opening after a kill ${slowestOpenMs} ms`,
);
process.exitCode = lost.length === 0 && acknowledged.size > 0 ? 0 : 1;

async function writeAndKill(afterMs) {
  const begun = Date.now();
  let openMs = 0;
  await runChild('write', (line, child) => {
    if (line !== 'open') return acknowledged.add(line);
    openMs = Date.now() - begun;
    setTimeout(() => child.kill('SIGKILL'), afterMs);
  });
  return { openMs };
}

async function listRows() {
  const rows = [];
  await runChild('list', (line) => rows.push(line));
  return rows;
}

/** Settles when the child has ended. A write child is killed; one that ends on its own in another way is a failure. */
function runChild(mode, onLine) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, dataDir, mode], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, LOG_LEVEL: 'silent' },
    });
    createInterface({ input: child.stdout }).on('line', (line) => onLine(line, child));
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL' || code === 0) resolve();
      else reject(new Error(`the program ended with ${code ?? signal}`));
    });
  });
}
