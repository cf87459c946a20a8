import pg from 'pg';
import { isLatchkeyError } from '@/lib/kernel/errors';
import { hostText, type ServerAddress, type ServerHost } from './server-address';
import { modeOf } from './server-tls';

/** One way to connect to a server: a host, with encryption or without. */
export interface Way {
  host: ServerHost;
  encryption: 'tls' | 'plain';
}

/** A session that is not what `target_session_attrs` asks for. */
export class WrongSession extends Error {}

/** Why a server could not be connected to. `message` is for operators: what is wrong and what to do. Nothing secret. */
export class ServerFailure extends Error {
  /** Whether it may pass while one waits: the server is not there yet, is starting, or has no connection left. */
  readonly isPassing: boolean;

  /** `cause` is what the connection failed with: it may hold what is not for people. */
  constructor(message: string, isPassing: boolean, cause?: unknown) {
    super(message, { cause });
    this.isPassing = isPassing;
  }
}

/** Where libpq goes on after a failure. A wrong password, say, ends the search: other hosts would count it too. */
export function nextAfter(error: unknown): 'next way' | 'next host' | 'nothing' {
  if (error instanceof WrongSession) return 'next host';
  const { code, message } = detailsOf(error);
  // pg_hba.conf may let in with encryption or without it.
  if (code === '28000' || isTlsFailure(code, message)) return 'next way';
  if (isAway(code, message)) return message === cutOff || code === 'ECONNRESET' ? 'next way' : 'next host';
  return 'nothing';
}

const unsupported = 'unsupported startup parameter';

/** Whether a server refuses a setting at the start of a session: PgBouncer does, by a code that it has for everything. */
export function isRefusedSetting(error: unknown): boolean {
  const { code, message } = detailsOf(error instanceof ServerFailure ? error.cause : error);
  return code === '08P01' && message.startsWith(unsupported);
}

/** What a failure to connect means, for operators. The error's own text is not used: it is the server's, in its language. */
export function serverFailure(error: unknown, address: ServerAddress, way: Way): ServerFailure {
  if (error instanceof ServerFailure) return error;
  const { message, isPassing } = failureAt(error, address, way);
  const worded = message.replaceAll('DATABASE_URL', address.setting ?? 'DATABASE_URL');
  return new ServerFailure(worded, isPassing, error);
}

function failureAt(error: unknown, address: ServerAddress, way: Way): ServerFailure {
  if (isLatchkeyError(error)) return new ServerFailure(error.message, false);
  const { code, message } = detailsOf(error);
  if (error instanceof WrongSession) {
    return new ServerFailure(
      `No host in DATABASE_URL takes writes, which target_session_attrs asks for: each is a replica or read-only. Start the primary, or list its host.`,
      true,
    );
  }
  if (isAway(code, message) || isPoolerWaiting(code, message)) {
    return new ServerFailure(
      `The database server at ${hostText(way.host)} cannot be reached (${code ?? 'no answer'}). ${adviceAway(code, way.host)}`,
      true,
    );
  }
  return new ServerFailure(refusal(error, address, way), false);
}

const cutOff = 'Connection terminated unexpectedly';
const noTls = 'The server does not support SSL connections';
const noPostgres = 'There was an error establishing an SSL connection';
const awayCodes = new Set([
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EPIPE',
    'ENOENT',
  ],
  // Too many connections; starting up, shutting down or recovering; ended by an administrator or a crash.
  ...['53300', '57P03', '57P01', '57P02'],
]);
// pg's own errors have no code.
const awayMessages = new Set([
  cutOff,
  'timeout expired',
  'Query read timeout',
  'Connection terminated due to connection timeout',
  'timeout exceeded when trying to connect',
]);

/** Whether an error of a query says that the server went away, or has no connection left, rather than that it refused the query. */
export function isServerAway(error: unknown): boolean {
  const { code, message } = detailsOf(error);
  // Class 08: connection exceptions. 57014: the server ended a statement that took longer than any may.
  return isAway(code, message) || code === '57014' || code?.startsWith('08') === true;
}

/** PgBouncer, in its one language, of a server that it cannot reach or has no connection to. */
function isPoolerWaiting(code: string | undefined, message: string): boolean {
  return (
    code === '08P01' &&
    /cannot connect to server|server down|login has been failing|no more connections allowed|query_wait_timeout|shut/.test(
      message,
    )
  );
}

function isAway(code: string | undefined, message: string): boolean {
  return code === undefined ? awayMessages.has(message) : awayCodes.has(code);
}

function isTlsFailure(code: string | undefined, message: string): boolean {
  if (message === noTls) return true;
  return (
    code !== undefined &&
    (/^(ERR_(SSL|TLS|OSSL)|CERT_|CRL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERROR_IN_C)/.test(code) ||
      code === 'EPROTO' ||
      code === 'HOSTNAME_MISMATCH')
  );
}

function adviceAway(code: string | undefined, { host }: ServerHost): string {
  switch (code) {
    case 'ENOENT':
      return `There is no socket in ${host}: start the server, or correct the folder in DATABASE_URL.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'No such host is known here: correct the name in DATABASE_URL, or the name service.';
    case '53300':
      return 'It has no connection left: raise max_connections there, or end other programs.';
    case '57P03':
      return 'It is starting or recovering: start Latchkey again when it takes connections.';
    default:
      return 'Check that it runs, and that it takes connections from here (listen_addresses, firewall).';
  }
}

function refusal(error: unknown, address: ServerAddress, way: Way): string {
  const { code, message, routine } = detailsOf(error);
  const at = hostText(way.host);
  const role = address.user ? `the role ${sqlName(address.user)}` : 'the role (none is in DATABASE_URL)';
  const database = sqlName(address.database ?? address.user ?? '');
  const here = way.encryption === 'tls' ? 'hostssl' : way.host.host.startsWith('/') ? 'local' : 'host';
  const asTls = tlsRefusal(code, message, at, way.host);
  if (asTls) return asTls;
  // Where pg says so: a password is asked for and there is none.
  if (/password must be a (non-empty )?string/.test(message)) {
    return `The database server at ${at} asks for a password, and DATABASE_URL has none. Write it after the user name: postgresql://user:password@host/database.`;
  }
  switch (code) {
    case '28P01':
      return `The database server at ${at} refuses the password of ${role}. Correct it in DATABASE_URL, or set it there: ALTER ROLE ${sqlName(address.user ?? '')} PASSWORD '…';`;
    case '28000':
      if (routine === 'InitializeSessionUserId')
        return `The database server at ${at} does not let ${role} sign in: it does not exist there, or may not. Run there: CREATE ROLE ${sqlName(address.user ?? '')} LOGIN PASSWORD '…';`;
      if (routine === 'ClientAuthentication' && modeOf(address.parameters) === 'disable' && here === 'host')
        return `The database server at ${at} takes no connection without TLS from here. Write sslmode=require in DATABASE_URL, or add to its pg_hba.conf: host ${database} ${sqlName(address.user ?? 'all')} <address of Latchkey>/32 scram-sha-256`;
      return `The database server at ${at} does not let ${role} into ${database} from here. Add to its pg_hba.conf: ${here} ${database} ${sqlName(address.user ?? 'all')}${here === 'local' ? '' : ' <address of Latchkey>/32'} scram-sha-256`;
    case '3D000':
      return `The database server at ${at} has no database ${database}. Run there: CREATE DATABASE ${database}${address.user ? ` OWNER ${sqlName(address.user)}` : ''} ENCODING 'UTF8' TEMPLATE template0;`;
    case '42501':
      return `The database server at ${at} does not let ${role} connect to ${database}. Run there: GRANT CONNECT ON DATABASE ${database} TO ${sqlName(address.user ?? '')};`;
    case '08P01':
      return poolerRefusal(message, `The pooler at ${at}`, role, database);
    case '25006':
      return `The database server at ${at} is a replica, where nobody can listen. Name the primary in DATABASE_URL, or list all hosts there and add target_session_attrs=read-write.`;
    case '42704':
    case '22023':
    case '42601':
      return `The database server at ${at} does not take what options in DATABASE_URL sets. Correct it: options=-c%20name%3Dvalue.`;
    case 'EACCES':
      return `This user may not use the socket in ${at}. Give the user that Latchkey runs as rights on the folder and the socket.`;
    default:
      return `The database server at ${at} cannot be used (${code ?? 'it does not speak PostgreSQL’s protocol'}). Check host and port in DATABASE_URL, and the log of that server.`;
  }
}

/** PgBouncer has one code for everything, and one language. */
function poolerRefusal(message: string, pooler: string, role: string, database: string): string {
  if (message.startsWith(unsupported))
    return `${pooler} takes no options. Take options out of DATABASE_URL, and set for ${role} what they set: ALTER ROLE … IN DATABASE ${database} SET …;`;
  if (message.includes('statement pooling mode'))
    return `${pooler} is in statement mode, where there are no transactions. Set pool_mode = transaction there, and LATCHKEY_LISTEN_URL to the address of the PostgreSQL server itself.`;
  return `${pooler} does not let ${role} into ${database}. Check user, password and database in DATABASE_URL, and that the pooler knows them (PgBouncer: auth_file, [databases]); its log says more.`;
}

function tlsRefusal(
  code: string | undefined,
  message: string,
  at: string,
  { host }: ServerHost,
): string | undefined {
  if (message === noTls)
    return `The database server at ${at} takes no TLS, which sslmode in DATABASE_URL asks for. Set ssl = on there, or, in a network that you trust, write sslmode=disable.`;
  if (message === noPostgres)
    return `What answers at ${at} does not speak PostgreSQL’s protocol. Correct host and port in DATABASE_URL.`;
  switch (code) {
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
      return `The certificate of the database server at ${at} is for other names than ${host}. Write a name that it is for, or sslmode=verify-ca to take any name that the CA in sslrootcert vouches for.`;
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return `The certificate of the database server at ${at} is not valid at this time. Renew it there, or correct the clock here.`;
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'CERT_SIGNATURE_FAILURE':
      return `The certificate of the database server at ${at} is of a CA that is not trusted here. Name the file with the CA’s certificate in DATABASE_URL: sslrootcert=/path/ca.pem.`;
    default:
      return isTlsFailure(code, message)
        ? `TLS with the database server at ${at} fails (${code ?? 'unknown'}). Check sslrootcert, sslcert and sslkey in DATABASE_URL, and which certificates the server asks for.`
        : undefined;
  }
}

/** A name as SQL and pg_hba.conf take it. */
export function sqlName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : pg.escapeIdentifier(name);
}

function detailsOf(error: unknown): { code?: string; message: string; routine?: string } {
  const { code, message, routine }: Record<string, unknown> = Object(error);
  return {
    code: typeof code === 'string' ? code : undefined,
    message: typeof message === 'string' ? message : '',
    routine: typeof routine === 'string' ? routine : undefined,
  };
}
