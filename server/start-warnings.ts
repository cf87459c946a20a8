import { readFile } from 'node:fs/promises';
import { isLoopbackHost } from '@/lib/kernel/host-name';
import type { Env } from '@/lib/platform/env';
import { type LogFields, log } from '@/lib/platform/log';

type Settings = Pick<Env, 'host' | 'origin' | 'openSecretFiles'>;

/** Writes to the log what an operator should know of the settings, though the product starts with them. */
export async function warnOfSettings(settings: Settings): Promise<void> {
  // Linux alone has this file; elsewhere nothing is said of core files.
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  for (const { event, fields } of warningsOf(settings, limits)) log.warn(event, fields);
}

/** The warnings about these settings. `limits` is the text of /proc/self/limits. */
export function warningsOf(
  { host, origin, openSecretFiles }: Settings,
  limits: string,
): { event: string; fields?: LogFields }[] {
  const warnings: { event: string; fields?: LogFields }[] = openSecretFiles.map((kind) => ({
    event: 'server.secret-file-readable-by-all',
    fields: { kind },
  }));
  // Sign-ins, keys and values would cross the network as plain text.
  if (!isLoopbackHost(host) && origin.startsWith('http:'))
    warnings.push({ event: 'server.plain-http', fields: { host, origin } });
  // A core file holds everything that was in memory.
  const soft = /^Max core file size\s+(\S+)/m.exec(limits)?.[1];
  if (soft !== undefined && soft !== '0') warnings.push({ event: 'server.core-dumps-on' });
  return warnings;
}
