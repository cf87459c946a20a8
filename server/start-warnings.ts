import { readFile } from 'node:fs/promises';
import { isLoopbackName, parseHostName } from '@/lib/kernel/host-name';
import type { Env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';

/** Writes to the log what an operator should know of the settings, though the product starts with them. */
export async function warnOfSettings({ host, origin, openSecretFiles }: Env): Promise<void> {
  // Sign-ins, keys and values would cross the network as plain text.
  if (!isLoopbackHost(host) && origin.startsWith('http:')) log.warn('server.plain-http', { host, origin });
  for (const kind of openSecretFiles) log.warn('server.secret-file-readable-by-all', { kind });
  // A core file holds everything that was in memory.
  if (await areCoresWritten()) log.warn('server.core-dumps-on', {});
}

function isLoopbackHost(host: string): boolean {
  const parsed = parseHostName(host.includes(':') ? `[${host}]` : host);
  return parsed !== undefined && isLoopbackName(parsed.name);
}

/** Linux alone tells; elsewhere nothing is said. */
async function areCoresWritten(): Promise<boolean> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  const soft = /^Max core file size\s+(\S+)/m.exec(limits)?.[1];
  return soft !== undefined && soft !== '0';
}
