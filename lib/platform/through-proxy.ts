import { request } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { connect } from 'node:tls';
import { NetworkFailure } from '@/lib/kernel/network-cause';
import type { OutwardProxy } from '@/lib/kernel/outward-proxy';
import { connectOne } from './connect-one';

/** A connection to the proxy itself, which an operator set: it is not judged. Throws NetworkFailure `proxy_unreachable`. */
export async function connectToProxy(proxy: OutwardProxy, signal: AbortSignal): Promise<Socket> {
  const { protocol, host, port } = proxy;
  try {
    const socket = await connectOne(host, port, signal);
    return protocol === 'https:' ? await secured(socket, host, signal) : socket;
  } catch {
    throw new NetworkFailure('proxy_unreachable');
  }
}

/**
 * A connection to a host through the proxy, by CONNECT. Throws NetworkFailure `proxy_unreachable`, `proxy_unauthorized`,
 * `proxy_refused`, `timed_out`.
 */
export async function tunnelThrough(
  proxy: OutwardProxy,
  { host, port }: { host: string; port: number },
  signal: AbortSignal,
): Promise<Socket> {
  const socket = await connectToProxy(proxy, signal);
  const authority = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) => {
    const fail = (code: 'proxy_unauthorized' | 'proxy_refused') => {
      signal.removeEventListener('abort', stop);
      socket.destroy();
      reject(new NetworkFailure(signal.aborted ? 'timed_out' : code));
    };
    const stop = () => fail('proxy_refused');
    signal.addEventListener('abort', stop, { once: true });
    const asked = request({
      createConnection: () => socket,
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...proxyHeaders(proxy) },
      maxHeaderSize: 16 * 1024,
    });
    asked.on('error', stop);
    asked.once('close', stop);
    asked.once('connect', ({ statusCode = 0 }, _socket, head) => {
      asked.off('close', stop);
      if (statusCode === 407) return fail('proxy_unauthorized');
      // The client speaks first: what came already is not of the host.
      if (statusCode < 200 || statusCode >= 300 || head.length > 0) return fail('proxy_refused');
      signal.removeEventListener('abort', stop);
      resolve(socket);
    });
    asked.end();
  });
}

/** What a proxy is told to take a request. */
export function proxyHeaders({ authorization }: OutwardProxy): Record<string, string> {
  return authorization === undefined ? {} : { 'proxy-authorization': authorization };
}

function secured(socket: Socket, host: string, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const secure = connect({ socket, host, ...(isIP(host) === 0 ? { servername: host } : {}) });
    const stop = () => secure.destroy(new NetworkFailure('timed_out'));
    signal.addEventListener('abort', stop, { once: true });
    secure.once('close', () => signal.removeEventListener('abort', stop));
    secure.once('close', () => reject(new NetworkFailure('proxy_unreachable')));
    secure.on('error', reject);
    secure.once('secureConnect', () => {
      signal.removeEventListener('abort', stop);
      resolve(secure);
    });
  });
}
