import { pino } from 'pino';
import { env } from './env';
import { scrub } from './scrub';
import { once } from './singleton';

/** Every field that a log line may hold. Anything else is dropped, also at run time. Texts are scrubbed. */
const fieldTypes = {
  requestId: 'string',
  method: 'string',
  /** The pattern, such as /api/v1/connections/:key/resolve; never the address itself. */
  route: 'string',
  status: 'number',
  durationMs: 'number',
  code: 'string',
  managerId: 'string',
  connectionId: 'string',
  entryId: 'string',
  callerId: 'string',
  callerKind: 'string',
  userId: 'string',
  apiKeyId: 'string',
  projectId: 'string',
  provider: 'string',
  revision: 'number',
  source: 'string',
  state: 'string',
  count: 'number',
  sizeBytes: 'number',
  attempt: 'number',
  retryAfterMs: 'number',
  waitMs: 'number',
  byMs: 'number',
  port: 'number',
  host: 'string',
  origin: 'string',
  folder: 'string',
  kind: 'string',
  migration: 'string',
  signal: 'string',
  worker: 'string',
  version: 'string',
  role: 'string',
  /** The inside story of an error, for operators alone. */
  inside: 'string',
} as const satisfies Record<string, 'string' | 'number'>;

type FieldTypes = typeof fieldTypes;
export type LogFields = { [name in keyof FieldTypes]?: FieldTypes[name] extends 'string' ? string : number };

export type Log = Record<'error' | 'warn' | 'info' | 'debug', (event: string, fields?: LogFields) => void>;

/** The process's log: one JSON line an event, on standard output, at `LOG_LEVEL` and above. */
export const log: Log = {
  error: (event, fields) => processLog().error(event, fields),
  warn: (event, fields) => processLog().warn(event, fields),
  info: (event, fields) => processLog().info(event, fields),
  debug: (event, fields) => processLog().debug(event, fields),
};

/** A log that hands each finished line to `write`. */
export function makeLog(level: string, write: (line: string) => void): Log {
  const out = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );
  return {
    error: (event, fields) => out.error(allowed(fields), scrub(event)),
    warn: (event, fields) => out.warn(allowed(fields), scrub(event)),
    info: (event, fields) => out.info(allowed(fields), scrub(event)),
    debug: (event, fields) => out.debug(allowed(fields), scrub(event)),
  };
}

function processLog(): Log {
  return once('log', () => makeLog(env().logLevel, (line) => process.stdout.write(line)));
}

function allowed(fields: LogFields = {}): Record<string, string | number> {
  const types: Record<string, string> = fieldTypes;
  const kept: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!Object.hasOwn(types, name) || typeof value !== types[name]) continue;
    kept[name] = typeof value === 'string' ? scrub(value) : value;
  }
  return kept;
}
