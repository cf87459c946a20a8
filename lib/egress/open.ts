import { type LookupAddress, promises } from 'node:dns';
import { connect, isIP, type Socket } from 'node:net';
import type { EgressRule } from '@/lib/kernel/egress-rule';
import { kindOfAddress } from './address';
import { canonicalHost } from './host';
import { EgressError, egressCodeOf } from './outcome';
import { isListedAddress, isListedByName } from './rules';

/**
 * Which hosts a connection may go to. `public`: any public one, and what an operator listed. `destination`: only a host
 * and port on the list of destinations. `listed-by-name`: a destination, or what an operator listed by its name. The last
 * two are judged before any name is looked up: a look-up tells the name.
 */
export type Reach = 'public' | 'destination' | 'listed-by-name';

/**
 * What the list of destinations says of a host and port. `none`: it does not stand there. `encrypted`: it may be given
 * secrets once the connection is encrypted. `plain`: also without encryption.
 */
export type Listing = 'none' | 'encrypted' | 'plain';

/** Where a connection goes. */
export interface Target {
  host: string;
  port: number;
  reach: Reach;
  listing: Listing;
}

export interface Gate {
  rules: readonly EgressRule[];
  lookup?: (host: string) => Promise<readonly LookupAddress[]>;
  /** Certificates to trust besides the system's, as PEM. */
  authorities?: readonly string[];
}

export interface Opened {
  /** Connected, at an address that was checked. */
  socket: Socket;
  /** The host in its canonical form: the name for TLS and for the Host header. */
  host: string;
  port: number;
  /** `inside`: this machine or a private network, which an operator listed. */
  kind: 'public' | 'inside';
  /** Whether a credential may be sent here before the connection is encrypted. */
  isPlainAllowed: boolean;
  authorities: readonly string[];
  /** Another connection to the same checked addresses. Throws EgressError. */
  again(signal: AbortSignal): Promise<Opened>;
}

const mostAddresses = 4;

/**
 * Opens a TCP connection outward: the one way that a text of somebody's choosing becomes a connection. The name is
 * looked up once, every address it has is checked, and the connection goes to one of those.
 * Throws EgressError, also when `signal` ends it (`timed_out`).
 */
export async function openEgress(target: Target, gate: Gate, signal: AbortSignal): Promise<Opened> {
  const host = canonicalHost(target.host);
  const { port, reach, listing } = target;
  if (host === undefined || !Number.isInteger(port) || port < 1 || port > 65_535)
    throw new EgressError('host_invalid');
  const isNamed = isListedByName(gate.rules, host, port);
  if (!mayGo(reach, listing, isNamed)) throw new EgressError('host_not_listed');
  const addresses = await addressesOf(host, gate, signal);
  const isListed = (address: string) => isNamed || isListedAddress(gate.rules, address, port);
  const kinds = addresses.map((address) => kindOfAddress(address));
  // One bad address among good ones is a trick or a mistake: nothing is tried then.
  if (kinds.includes('never')) throw new EgressError('host_refused');
  if (addresses.some((address, at) => kinds[at] === 'inside' && !isListed(address))) {
    throw new EgressError('host_private');
  }
  const kind = kinds.every((one) => one === 'inside') ? 'inside' : 'public';
  const checked = addresses.slice(0, mostAddresses);
  const open = async (until: AbortSignal): Promise<Opened> => ({
    socket: await connectFirst(checked, port, until),
    host,
    port,
    kind,
    isPlainAllowed: listing === 'plain',
    authorities: gate.authorities ?? [],
    again: open,
  });
  return open(signal);
}

function mayGo(reach: Reach, listing: Listing, isNamed: boolean): boolean {
  switch (reach) {
    case 'public':
      return true;
    case 'destination':
      return listing !== 'none';
    case 'listed-by-name':
      return listing !== 'none' || isNamed;
  }
}

async function addressesOf(host: string, gate: Gate, signal: AbortSignal): Promise<string[]> {
  if (isIP(host) !== 0) return [host];
  const lookup = gate.lookup ?? ((name) => promises.lookup(name, { all: true, verbatim: true }));
  const found = await until(signal, lookup(host)).catch((error: unknown) => {
    throw new EgressError(egressCodeOf(error, 'dns_failed'));
  });
  if (found.length === 0) throw new EgressError('dns_not_found');
  return found.map(({ address }) => address);
}

async function connectFirst(
  addresses: readonly string[],
  port: number,
  signal: AbortSignal,
): Promise<Socket> {
  let last: unknown;
  for (const address of addresses) {
    try {
      return await connectOne(address, port, signal);
    } catch (error) {
      if (signal.aborted) throw new EgressError('timed_out');
      last = error;
    }
  }
  throw new EgressError(egressCodeOf(last, 'connection_failed'));
}

function connectOne(address: string, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    // Not by connect's own `signal`, which would go on to cut the connection long after this step.
    const socket = connect({ host: address, port });
    const stop = () => socket.destroy(new EgressError('timed_out'));
    signal.addEventListener('abort', stop, { once: true });
    socket.once('close', () => signal.removeEventListener('abort', stop));
    socket.once('error', reject);
    socket.once('connect', () => {
      signal.removeEventListener('abort', stop);
      socket.off('error', reject);
      // Whoever takes it listens for errors of its own; until then none may end the process.
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}

/** Waits for `work`, no longer than `signal` allows. Throws EgressError `timed_out`. */
export function until<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new EgressError('timed_out'));
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
