import type { Socket } from 'node:net';
import { Client, type ClientConfig } from 'pg';
import type { Opened } from '@/lib/egress/open';
import { tlsOptions } from '@/lib/egress/secure';
import { type ProbeCode, probeCodeOf } from './outcomes';
import { type FieldValues, needed, type ProbeTarget, portOf, type SignIn } from './probe-target';
import { withinLimits } from './within-limits';

/**
 * PostgreSQL: signs in and quits; no statement is sent. A server that refuses encryption is told nothing, neither the
 * password nor a hash of it, unless that is allowed for the destination.
 */
export function postgresAim(values: FieldValues): ProbeTarget {
  const settings: ClientConfig = {
    user: needed(values, 'username'),
    password: needed(values, 'password'),
    database: needed(values, 'database'),
    application_name: 'Latchkey connection test',
  };
  return {
    host: needed(values, 'host'),
    port: portOf(values, 5432),
    hostField: 'host',
    tls: 'within',
    leniency: 'inside',
    signIn: async (opened, signal) => {
      const encrypted = await attempt(opened, signal, { ...settings, ssl: tlsOptions(opened, 'inside') });
      if (encrypted !== 'postgres_not_encrypted' || !opened.isPlainAllowed) return answer(encrypted);
      return answer(await attempt(await opened.again(signal), signal, { ...settings, ssl: false }));
    },
  };
}

async function attempt(opened: Opened, signal: AbortSignal, settings: ClientConfig): Promise<ProbeCode> {
  const client = new Client({
    ...settings,
    host: opened.host,
    port: opened.port,
    stream: () => connected(opened.socket),
  });
  client.on('error', () => undefined);
  try {
    return await withinLimits<ProbeCode>(opened, signal, async () => {
      await client.connect();
      await client.end();
      return 'signed_in';
    });
  } catch (error) {
    return codeOf(error);
  }
}

function answer(code: ProbeCode): SignIn {
  return { state: code === 'signed_in' ? 'ok' : 'failed', code };
}

/** The classes of https://www.postgresql.org/docs/current/errcodes-appendix.html that a sign-in can meet. */
function codeOf(error: unknown): ProbeCode {
  const { code, message } = Object(error);
  if (message === 'The server does not support SSL connections') return 'postgres_not_encrypted';
  switch (code) {
    case '28P01':
      return 'credential_refused';
    case '28000':
      return 'client_not_allowed';
    case '3D000':
    case '42501':
      return 'database_missing';
    case '53300':
    case '57P03':
      return 'busy';
    default:
      return message === 'Connection terminated unexpectedly' ? 'connection_failed' : probeCodeOf(error);
  }
}

/** A socket that is connected already, for a client that wants to connect it: it is told so, and nothing is dialled. */
function connected(socket: Socket): Socket {
  return Object.assign(socket, {
    connect: () => {
      setImmediate(() => socket.emit('connect'));
      return socket;
    },
  });
}
