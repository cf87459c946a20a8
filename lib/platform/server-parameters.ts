import { z } from 'zod';

const seconds = z
  .string()
  .regex(/^\d{1,6}$/, { error: 'must be a whole number of seconds' })
  .transform(Number);
const file = z.string().min(1, { error: 'must name a file' });
const tlsVersion = oneOf(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']);

/**
 * What may follow the `?` of a PostgreSQL address: libpq's parameters with libpq's meaning, and of Prisma's `schema` and
 * `connection_limit`. Source: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
 */
export const serverParameters = z.object({
  host: z.string().optional(),
  hostaddr: z.string().optional(),
  port: z.string().optional(),
  user: z.string().optional(),
  password: z.string().optional(),
  dbname: z.string().optional(),
  // A longer name would be cut by the server, and two long ones would be one.
  schema: z
    .string()
    .refine((text) => text !== '' && Buffer.byteLength(text) <= 63 && !text.startsWith('pg_'), {
      error: 'must be a name of 1 to 63 bytes that does not begin with pg_',
    })
    .optional(),
  connection_limit: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, { error: 'must be a whole number from 1 to 999' })
    .transform(Number)
    .optional(),
  connect_timeout: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, { error: 'must be a whole number of seconds, 1 or more' })
    .transform(Number)
    .optional(),
  application_name: z.string().optional(),
  fallback_application_name: z.string().optional(),
  options: z.string().optional(),
  keepalives: oneOf(['0', '1']).optional(),
  keepalives_idle: seconds.optional(),
  sslmode: oneOf(['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full']).optional(),
  ssl: oneOf(['true']).optional(),
  sslnegotiation: oneOf(['postgres', 'direct']).optional(),
  sslrootcert: file.optional(),
  sslcert: file.optional(),
  sslkey: file.optional(),
  sslpassword: z.string().optional(),
  sslcrl: file.optional(),
  ssl_min_protocol_version: tlsVersion.optional(),
  ssl_max_protocol_version: tlsVersion.optional(),
  target_session_attrs: oneOf(['any', 'read-write', 'primary'], 'Latchkey writes').optional(),
  load_balance_hosts: oneOf(['disable', 'random']).optional(),
  // These are taken with the one meaning that they have here.
  client_encoding: oneOf(['UTF8', 'utf8', 'UTF-8', 'auto']).optional(),
  channel_binding: oneOf(['disable', 'prefer']).optional(),
  gssencmode: oneOf(['disable', 'prefer']).optional(),
  sslcompression: oneOf(['0']).optional(),
  uselibpqcompat: oneOf(['true']).optional(),
});

export type ServerParameters = z.output<typeof serverParameters>;

const ownTimes = 'Latchkey sets its own limits of time';
const pooled =
  'Leave it out: with a pooler in transaction mode, LATCHKEY_LISTEN_URL names the server itself beside it';

/** Parameters of libpq, Prisma and pg that are not taken, with what to do. Only these names are safe to print. */
export const refusedParameters: Readonly<Record<string, string>> = {
  passfile: 'Put the whole address into a file, and name it in DATABASE_URL_FILE',
  service: 'Write out what the service file says',
  servicefile: 'Write out what the service file says',
  replication: 'Leave it out',
  require_auth: 'Leave it out, and use sslmode=verify-full',
  krbsrvname: 'Kerberos is not supported: use a password or a client certificate',
  gsslib: 'Kerberos is not supported: use a password or a client certificate',
  gssdelegation: 'Kerberos is not supported: use a password or a client certificate',
  requirepeer: 'Leave it out, and protect the folder of the socket',
  requiressl: 'Write sslmode=require',
  sslcertmode: 'Leave it out: a client certificate is sent when sslcert names one',
  sslcrldir: 'Name one file in sslcrl',
  sslsni: 'Leave it out',
  sslkeylogfile: 'Leave it out',
  tcp_user_timeout: 'Leave it out',
  keepalives_interval: 'Leave it out: Node fixes it at 1 second',
  keepalives_count: 'Leave it out: Node fixes it at 10',
  min_protocol_version: 'Leave it out',
  max_protocol_version: 'Leave it out',
  scram_client_key: 'Use the password',
  scram_server_key: 'Use the password',
  oauth_issuer: 'OAuth is not supported: use a password or a client certificate',
  oauth_client_id: 'OAuth is not supported: use a password or a client certificate',
  oauth_client_secret: 'OAuth is not supported: use a password or a client certificate',
  oauth_scope: 'OAuth is not supported: use a password or a client certificate',
  sslaccept: 'Write sslmode=require to take any certificate, or sslmode=verify-full',
  sslidentity: 'Write sslcert and sslkey',
  pgbouncer: pooled,
  pool_timeout: ownTimes,
  socket_timeout: ownTimes,
  max_idle_connection_lifetime: ownTimes,
  statement_cache_size: 'Leave it out',
  statement_timeout: ownTimes,
  lock_timeout: ownTimes,
  query_timeout: ownTimes,
  idle_in_transaction_session_timeout: ownTimes,
  encoding: 'Leave it out: it is UTF-8',
  db: 'Write the database after the host: host/database',
};

function oneOf<const T extends readonly string[]>(values: T, because?: string) {
  const error = `must be ${values.join(', ').replace(/, ([^,]+)$/, ' or $1')}${because ? `: ${because}` : ''}`;
  return z.enum(values, { error });
}
