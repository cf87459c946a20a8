import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findPrograms, startServer, type TestServer } from '@/scripts/postgres-server.mjs';

/** A PostgreSQL server as a company has it: TLS, roles that own little, a line for each in pg_hba.conf, a replica. */
export interface CompanyServer extends TestServer {
  /** The files of certificates: the CA's, another CA's, and of the client `by_cert`. */
  certificates: Record<'ca' | 'otherCa' | 'client' | 'clientKey', string>;
  /** An address of the role `app`, whose password is `password`. */
  address(database: string, parameters?: string, host?: string): string;
  replica: TestServer;
}

/** The password of `app`. Nothing may ever print it. */
export const password = 'canary@/#?%';
export const programs = findPrograms();

// The first line that fits counts.
const access = `
local all latchkey trust
host all,replication latchkey 127.0.0.1/32 trust
hostnossl only_tls all 127.0.0.1/32 reject
hostssl by_cert all 127.0.0.1/32 cert
host closed all 127.0.0.1/32 reject
local all all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
`;

const sql = `
CREATE ROLE app LOGIN PASSWORD '${password}';
CREATE ROLE by_cert LOGIN;
CREATE ROLE frozen LOGIN PASSWORD '${password}';
ALTER ROLE frozen SET default_transaction_read_only = on;
CREATE DATABASE app OWNER app;
CREATE DATABASE later OWNER app;
CREATE DATABASE only_tls OWNER app;
CREATE DATABASE by_cert OWNER by_cert;
CREATE DATABASE closed OWNER app;
CREATE DATABASE shared;
CREATE DATABASE frozen OWNER app;
ALTER DATABASE frozen SET default_transaction_read_only = on;
CREATE DATABASE latin1 OWNER app ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0;
CREATE DATABASE no_connect;
REVOKE CONNECT ON DATABASE no_connect FROM PUBLIC`;

/** Starts it, with its replica. */
export async function companyServer(): Promise<CompanyServer> {
  if (programs === undefined)
    throw new Error('no PostgreSQL is installed: node scripts/test-postgres.mjs installs it');
  const room = mkdtempSync(join(tmpdir(), 'latchkey-certificates-'));
  const certificates = makeCertificates(room);
  const server = await startServer(programs, {
    access,
    settings: [
      'ssl=on',
      'ssl_cert_file=$folder/server.pem',
      'ssl_key_file=$folder/server.key',
      'ssl_ca_file=$folder/ca.pem',
    ],
    files: Object.fromEntries(
      ['server.pem', 'server.key', 'ca.pem'].map((name) => [name, readFileSync(join(room, name), 'utf8')]),
    ),
  });
  await administer(server.url, sql);
  const replica = await startServer(programs, { access, copyOf: server });
  return {
    ...server,
    certificates,
    replica,
    address: (database, parameters = '', host = `127.0.0.1:${server.port}`) =>
      `postgresql://app:${encodeURIComponent(password)}@${host}/${database}${parameters && `?${parameters}`}`,
    remove() {
      replica.remove();
      server.remove();
      rmSync(room, { recursive: true });
    },
  };
}

/** Runs statements, `;` between them, as the superuser. */
export async function administer(url: string, statements: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    // One by one: CREATE DATABASE does not run among others.
    for (const statement of statements.split(';\n')) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

/** The certificate of the server is for `localhost`. */
function makeCertificates(room: string): CompanyServer['certificates'] {
  const openssl = (...parameters: string[]) =>
    execFileSync('openssl', parameters, { cwd: room, stdio: ['ignore', 'ignore', 'pipe'] });
  const authority = (name: string) =>
    openssl(
      ...`req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=${name} -keyout ${name}.key -out ${name}.pem`.split(
        ' ',
      ),
    );
  const issue = (name: string, subject: string, extension: string) => {
    writeFileSync(join(room, `${name}.ext`), extension);
    openssl(
      ...`req -newkey rsa:2048 -nodes -subj /CN=${subject} -keyout ${name}.key -out ${name}.csr`.split(' '),
    );
    openssl(
      ...`x509 -req -in ${name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile ${name}.ext -out ${name}.pem`.split(
        ' ',
      ),
    );
  };
  authority('ca');
  authority('other');
  issue('server', 'localhost', 'subjectAltName=DNS:localhost');
  issue('client', 'by_cert', 'extendedKeyUsage=clientAuth');
  const file = (name: string) => join(room, name);
  return {
    ca: file('ca.pem'),
    otherCa: file('other.pem'),
    client: file('client.pem'),
    clientKey: file('client.key'),
  };
}
