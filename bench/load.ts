import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** One round of load upon one server. */
export interface Round {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** What the server's process spent on one request: hardly moved by what else the machine does. */
  cpuUs: number;
  errors: number;
}

export interface LoadTarget {
  /** With a `*` where the number of the target stands, when there are several. */
  url: string;
  /** How many targets are asked in turn; 1 unless told. */
  targets?: number;
  pid: number;
  key: string;
}

/**
 * Loads one URL with POST from `wrk` (Debian: apt-get install wrk), a process of its own that takes little CPU:
 * 32 connections, kept alive, one thread.
 */
export async function load({ url, targets = 1, pid, key }: LoadTarget, seconds: number): Promise<Round> {
  const script = join('.setup', 'bench', 'post.lua');
  await writeFile(
    script,
    `wrk.method = "POST"
wrk.headers["Authorization"] = "Bearer ${key}"
local number = 0
${targets > 1 ? 'request' : 'unused'} = function()
  number = (number + 1) % ${targets}
  return wrk.format(nil, (string.gsub(wrk.path, "%*", tostring(number))))
end
done = function(summary, latency, requests)
  local e = summary.errors
  print(string.format("RESULT %d %d %d %d %d", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end\n`,
  );
  const before = cpuMs(pid);
  const { stdout } = await run('wrk', ['-t1', '-c32', `-d${seconds}s`, '-s', script, url]).catch(explain);
  const spentMs = cpuMs(pid) - before;
  const [, ...numbers] = /^RESULT (\d+) (\d+) (\d+) (\d+) (\d+)$/m.exec(stdout) ?? [];
  const [requests = 0, durationUs = 1, p50Us = 0, p99Us = 0, errors = 0] = numbers.map(Number);
  return {
    perSecond: requests / (durationUs / 1e6),
    p50Ms: p50Us / 1_000,
    p99Ms: p99Us / 1_000,
    cpuUs: (spentMs * 1_000) / Math.max(1, requests),
    errors,
  };
}

/** CPU time that a process has taken in all its threads, in milliseconds. Linux's proc(5): fields 14 and 15, in 10 ms. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Memory that a process holds, in MB. */
export function memoryMb(pid: number): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

function explain(error: unknown): never {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  throw isMissing ? new Error('wrk is not installed. Debian, Ubuntu: apt-get install wrk') : error;
}
