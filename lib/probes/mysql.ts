import type { ConnectionOptions } from 'mysql2';
import type { Opened } from '@/lib/egress/open';
import { type ProbeCode, probeCodeOf } from './outcomes';
import { type FieldValues, needed, type ProbeTarget, portOf, type SignIn } from './probe-target';
import { withinLimits } from './within-limits';

/**
 * MySQL and MariaDB: signs in and quits; no statement is sent. A server without encryption is told nothing, neither the
 * password nor a hash of it, unless that is allowed for the destination; the password as it is (mysql_clear_password)
 * or in the form of before 4.1 (mysql_old_password) it is never told.
 */
export function mysqlAim(values: FieldValues): ProbeTarget {
  const settings: ConnectionOptions = {
    user: needed(values, 'username'),
    password: needed(values, 'password'),
    database: needed(values, 'database'),
  };
  return {
    host: needed(values, 'host'),
    port: portOf(values, 3306),
    hostField: 'host',
    tls: 'within',
    leniency: 'inside',
    signIn: async (opened, signal) => {
      const isStrict = opened.kind === 'public';
      const ssl = { rejectUnauthorized: isStrict, verifyIdentity: isStrict, minVersion: 'TLSv1.2' };
      const encrypted = await attempt(opened, signal, { ...settings, ssl });
      // The library hides why TLS failed; where no certificate was asked for, it was not the certificate.
      if (encrypted === 'tls_untrusted' && !isStrict) return answer('tls_failed');
      if (encrypted !== 'mysql_not_encrypted' || !opened.isPlainAllowed) return answer(encrypted);
      return answer(await attempt(await opened.again(signal), signal, settings));
    },
  };
}

async function attempt(opened: Opened, signal: AbortSignal, settings: ConnectionOptions): Promise<ProbeCode> {
  // Loaded when it is needed, here and in smtp.ts: few processes ever test such a connection.
  const { createConnection } = await import('mysql2');
  try {
    return await withinLimits(opened, signal, () => {
      const client = createConnection({
        ...settings,
        host: opened.host,
        port: opened.port,
        stream: opened.socket,
        flags: ['-LOCAL_FILES'],
      });
      return new Promise<ProbeCode>((resolve, reject) => {
        client.on('error', reject);
        client.connect((error) => {
          if (error) return reject(error);
          client.end(() => resolve('signed_in'));
        });
      });
    });
  } catch (error) {
    return codeOf(error);
  }
}

function answer(code: ProbeCode): SignIn {
  return { state: code === 'signed_in' ? 'ok' : 'failed', code };
}

/** The numbers of https://mariadb.com/kb/en/mariadb-error-codes/ that a sign-in can meet. */
function codeOf(error: unknown): ProbeCode {
  const { errno, code } = Object(error);
  if (code === 'HANDSHAKE_NO_SSL_SUPPORT') return 'mysql_not_encrypted';
  // The library's own refusal, for as long as `enableCleartextPlugin` is not set.
  if (code === 'MYSQL_CLEAR_PASSWORD_NOT_ENABLED') return 'mysql_clear_password';
  if (code === 'HANDSHAKE_SSL_ERROR') return 'tls_untrusted';
  if (code === 'PROTOCOL_CONNECTION_LOST') return 'connection_failed';
  switch (errno) {
    case 1045:
    case 1698:
      return 'credential_refused';
    case 1044:
    case 1049:
      return 'database_missing';
    case 1129:
    case 1130:
      return 'client_not_allowed';
    case 1040:
    case 1203:
    case 1226:
      return 'busy';
    default:
      return probeCodeOf(error);
  }
}
