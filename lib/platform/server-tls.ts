import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionOptions } from 'node:tls';
import type { ServerAddress } from './server-address';
import { startRefusal } from './start-refusal';

type Parameters = ServerAddress['parameters'];

/** How a server is asked for encryption, the first choice first. */
export function encryptionsOf(parameters: Parameters): readonly ('tls' | 'plain')[] {
  switch (modeOf(parameters)) {
    case 'disable':
      return ['plain'];
    case 'allow':
      return ['plain', 'tls'];
    case 'prefer':
      return ['tls', 'plain'];
    case 'require':
    case 'verify-ca':
    case 'verify-full':
      return ['tls'];
  }
}

/** The `sslmode` that counts. `prefer` where nothing is said, as in libpq. */
export function modeOf({ sslmode, ssl, sslrootcert, sslnegotiation }: Parameters) {
  if (sslmode !== undefined) return sslmode;
  if (sslrootcert === 'system') return 'verify-full';
  return ssl === 'true' || sslnegotiation === 'direct' ? 'require' : 'prefer';
}

/**
 * TLS as libpq does it. With a root certificate the chain is verified in every mode, and the name in verify-full alone.
 * `name` is what the certificate must be for. Reads the files at each call, so that renewed ones count at the next
 * connection. Throws a refusal of the start for a file that cannot be read.
 */
export function tlsOptionsOf(parameters: Parameters, name: string): ConnectionOptions {
  const mode = modeOf(parameters);
  const { sslrootcert, sslcert, sslkey, sslcrl, sslpassword } = parameters;
  if (sslrootcert === 'system' && mode !== 'verify-full')
    throw startRefusal('DATABASE_URL has sslrootcert=system, which needs sslmode=verify-full.');
  const ca = sslrootcert === 'system' ? undefined : readFileOf('sslrootcert', sslrootcert, 'root.crt');
  if (mode === 'verify-ca' && ca === undefined)
    throw startRefusal(
      'DATABASE_URL has sslmode=verify-ca without a CA. Name the file with its certificate: sslrootcert=/path/ca.pem. For a public CA write sslmode=verify-full.',
    );
  const cert = readFileOf('sslcert', sslcert, 'postgresql.crt');
  return {
    // An IP address is no server name (RFC 6066); the certificate is compared with the host then.
    ...(isIP(name) ? {} : { servername: name }),
    ca,
    cert,
    // A key without its certificate is of no use; libpq looks for both in one folder.
    key: cert && readFileOf('sslkey', sslkey, 'postgresql.key'),
    passphrase: sslpassword,
    crl: readFileOf('sslcrl', sslcrl, 'root.crl'),
    minVersion: parameters.ssl_min_protocol_version,
    maxVersion: parameters.ssl_max_protocol_version,
    rejectUnauthorized: ca !== undefined || mode === 'verify-full',
    // verify-full alone compares names.
    ...(mode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
  };
}

/** The file that the address names, or else libpq's standard one where it exists. */
function readFileOf(parameter: string, named: string | undefined, standard: string): string | undefined {
  const path = named ?? join(homedir(), '.postgresql', standard);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (named === undefined) return undefined;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw startRefusal(
      `The file that ${parameter} in DATABASE_URL names cannot be read (${code}): ${path}. Correct the path, or give the file to the user that Latchkey runs as.`,
    );
  }
}
