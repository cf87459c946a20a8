import { type LookupAddress, promises } from 'node:dns';
import { isIP, type Socket } from 'node:net';
import type { EgressRule } from '@/lib/kernel/egress-rule';
import type { OutwardProxy } from '@/lib/kernel/outward-proxy';
import { connectOne } from '@/lib/platform/connect-one';
import { connectToProxy, tunnelThrough } from '@/lib/platform/through-proxy';
import { kindOfAddress } from './address';
import { canonicalHost } from './host';
import { EgressError, egressCodeOf } from './outcome';
import { isListedAddress, isListedByName } from './rules';

/**
 * Which hosts a connection may go to. `own`: the app's own host, which Latchkey itself names. `public`: any public one,
 * and what an operator listed. `destination`: only a host and port on the list of destinations. `listed-by-name`: a destination, or what an operator listed by its name. The last
 * two are judged before any name is looked up: a look-up tells the name.
 */
export type Reach = 'own' | 'public' | 'destination' | 'listed-by-name';

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
  /** The proxy to go through: by CONNECT, or to the proxy itself, which takes requests in absolute form then. */
  through?: { proxy: OutwardProxy; by: 'tunnel' | 'absolute-form' };
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
  /** The proxy that the socket is connected to, which takes requests in absolute form. */
  proxy?: OutwardProxy;
  /** Another connection to the same checked addresses. Throws EgressError. */
  again(signal: AbortSignal): Promise<Opened>;
}

const mostAddresses = 4;
const lookupBesideProxyMs = 3_000;

/**
 * Opens a TCP connection outward: the one way that a text of somebody's choosing becomes a connection. The name is
 * looked up once, every address it has is checked, and the connection goes to one of those. Through a proxy it goes to
 * where the proxy finds the name (docs/decisions/0170).
 * Throws EgressError, also when `signal` ends it (`timed_out`).
 */
export async function openEgress(target: Target, gate: Gate, signal: AbortSignal): Promise<Opened> {
  const host = canonicalHost(target.host);
  const { port, reach, listing, through } = target;
  if (host === undefined || !Number.isInteger(port) || port < 1 || port > 65_535)
    throw new EgressError('host_invalid');
  const isNamed = isListedByName(gate.rules, host, port);
  if (!mayGo(reach, listing, isNamed)) throw new EgressError('host_not_listed');
  const isListedSomewhere = isNamed || listing !== 'none' || reach === 'own';
  const addresses = await (through
    ? addressesBesideProxy(host, gate, { signal, mayLack: isListedSomewhere })
    : addressesOf(host, gate, signal));
  const isListed = (address: string) => isNamed || isListedAddress(gate.rules, address, port);
  const kinds = addresses.map((address) => kindOfAddress(address));
  // One bad address among good ones is a trick or a mistake: nothing is tried then.
  if (kinds.includes('never')) throw new EgressError('host_refused');
  if (addresses.some((address, at) => kinds[at] === 'inside' && !isListed(address))) {
    throw new EgressError('host_private');
  }
  const kind = kinds.length > 0 && kinds.every((one) => one === 'inside') ? 'inside' : 'public';
  const checked = addresses.slice(0, mostAddresses);
  const open = async (until: AbortSignal): Promise<Opened> => ({
    socket: await (through
      ? connectThrough(through, { host, port }, until)
      : connectFirst(checked, port, until)),
    host,
    port,
    kind,
    isPlainAllowed: listing === 'plain',
    ...(through?.by === 'absolute-form' ? { proxy: through.proxy } : {}),
    authorities: gate.authorities ?? [],
    again: open,
  });
  return open(signal);
}

function mayGo(reach: Reach, listing: Listing, isNamed: boolean): boolean {
  switch (reach) {
    case 'own':
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

/**
 * The same where a proxy looks the name up for itself: a machine behind one may know no names of the internet. Only a
 * host that somebody allowed by its name may lack an address here; of others nothing would be checked.
 */
async function addressesBesideProxy(
  host: string,
  gate: Gate,
  { signal, mayLack }: { signal: AbortSignal; mayLack: boolean },
): Promise<string[]> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(lookupBesideProxyMs)]);
  try {
    return await addressesOf(host, gate, within);
  } catch (error) {
    if (mayLack && !signal.aborted) return [];
    throw signal.aborted || !within.aborted ? error : new EgressError('dns_failed');
  }
}

function connectThrough(
  { proxy, by }: NonNullable<Target['through']>,
  place: { host: string; port: number },
  signal: AbortSignal,
): Promise<Socket> {
  return by === 'tunnel' ? tunnelThrough(proxy, place, signal) : connectToProxy(proxy, signal);
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

/** Waits for `work`, no longer than `signal` allows. Throws EgressError `timed_out`. */
export function until<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new EgressError('timed_out'));
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
