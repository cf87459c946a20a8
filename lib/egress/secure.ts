import { isIP } from 'node:net';
import { type ConnectionOptions, connect, rootCertificates, type TLSSocket } from 'node:tls';
import type { Opened } from './open';
import { EgressError, egressCodeOf } from './outcome';

/**
 * The TLS options for an opened connection: the name that was asked for is the one that the certificate must bear.
 * With `leniency: 'inside'` a certificate on this machine or a private network is not checked, as databases' own
 * clients do by default; on the open internet it always is.
 */
export function tlsOptions(opened: Opened, leniency: 'none' | 'inside'): ConnectionOptions {
  const { host, kind, authorities } = opened;
  return {
    ...(isIP(host) === 0 ? { servername: host } : {}),
    host,
    rejectUnauthorized: !(leniency === 'inside' && kind === 'inside'),
    ...(authorities.length > 0 ? { ca: [...rootCertificates, ...authorities] } : {}),
    minVersion: 'TLSv1.2',
  };
}

/** TLS over an opened connection. Throws EgressError. */
export function secureSocket(
  opened: Opened,
  leniency: 'none' | 'inside',
  signal: AbortSignal,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ ...tlsOptions(opened, leniency), socket: opened.socket });
    const fail = (error: unknown) => {
      socket.destroy();
      reject(new EgressError(signal.aborted ? 'timed_out' : egressCodeOf(error, 'tls_failed')));
    };
    const stop = () => fail(undefined);
    signal.addEventListener('abort', stop, { once: true });
    socket.once('error', fail);
    // A side that hangs up amid the handshake gives no error at all.
    socket.once('close', stop);
    socket.once('secureConnect', () => {
      signal.removeEventListener('abort', stop);
      socket.off('error', fail).off('close', stop);
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}
