import { isIP } from 'node:net';
import { refusedParameters, type ServerParameters, serverParameters } from './server-parameters';

export interface ServerHost {
  /** A name, an address, or the folder (beginning with `/`) of a socket. */
  host: string;
  port: number;
  /** The address to connect to, for a name that is not to be looked up. */
  address?: string;
}

/** A PostgreSQL address, taken apart. Holds the password: never log it whole. */
export interface ServerAddress {
  /** The setting that it stands in, for people. Absent: DATABASE_URL. */
  setting?: string;
  hosts: readonly ServerHost[];
  user?: string;
  password?: string;
  database?: string;
  parameters: Omit<ServerParameters, 'host' | 'hostaddr' | 'port' | 'user' | 'password' | 'dbname'>;
}

export type ReadAddress = { address: ServerAddress } | { problem: string };

const form = 'postgresql://user:password@host:5432/database';
const standardPort = 5432;

/**
 * Takes a PostgreSQL address apart as libpq does: several hosts, sockets, percent-encoding. What libpq would guess at, such
 * as a password with an `@` in it, is refused. A problem reads on after the name of the setting and repeats nothing of the
 * address but known names of parameters: any other part may be a piece of a password. `unset` says what it means to leave it out.
 */
export function readServerAddress(text: string, unset = 'for the embedded database'): ReadAddress {
  if (!/^postgres(ql)?:\/\//.test(text)) {
    return {
      problem: `is not a PostgreSQL address. Write ${form}, or leave it unset ${unset}`,
    };
  }
  try {
    return { address: takeApart(text.slice(text.indexOf('://') + 3)) };
  } catch (error) {
    if (error instanceof AddressProblem) return { problem: error.message };
    throw error;
  }
}

/** The hosts for people: `db:5432, [::1]:5432, /run/postgresql`. Nothing secret. */
export function hostsOf({ hosts }: ServerAddress): string {
  return hosts.map(hostText).join(', ');
}

/** One host for people. */
export function hostText({ host, port }: ServerHost): string {
  if (host.startsWith('/')) return port === standardPort ? host : `${host} (${port})`;
  return `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}

class AddressProblem extends Error {}

function takeApart(rest: string): ServerAddress {
  const [, authority = '', path = '', query = ''] = /^([^/?#]*)(?:\/([^?]*))?(?:\?(.*))?$/s.exec(rest) ?? [];
  const parts = authority.split('@');
  // An @, / or # that is left over stands in a password (or a name) that was not encoded.
  if (parts.length > 2 || /[/@]/.test(path) || query.includes('@') || rest.includes('#')) throw notSplit();
  const [user = '', ...password] = parts.length === 2 ? (parts[0] ?? '').split(':') : [];
  const {
    host,
    hostaddr,
    port,
    user: otherUser,
    password: otherPassword,
    dbname,
    ...parameters
  } = parametersIn(query);
  const named = endpointsIn(parts.at(-1) ?? '');
  return {
    hosts: hostsOfLists(
      host?.split(',') ?? named.hosts,
      hostaddr?.split(','),
      port?.split(',') ?? named.ports,
    ),
    user: (otherUser ?? decoded(user)) || undefined,
    password: (otherPassword ?? decoded(password.join(':'))) || undefined,
    database: (dbname ?? decoded(path)) || undefined,
    parameters,
  };
}

/** The part between `@` and `/`: hosts and their ports, comma separated. */
function endpointsIn(list: string): { hosts: string[]; ports: string[] } {
  const endpoints = list.split(',').map((endpoint) => {
    const match = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(\d*))?$/.exec(endpoint);
    // What follows a colon and is no number is the rest of a password, for all that is known.
    if (match === null) throw notSplit();
    const [, v6, name = '', port = ''] = match;
    return { host: v6 ?? decoded(name), port };
  });
  return { hosts: endpoints.map(({ host }) => host), ports: endpoints.map(({ port }) => port) };
}

function hostsOfLists(hosts: string[], addresses: string[] | undefined, ports: string[]): ServerHost[] {
  const names = hosts.some((host) => host !== '') ? hosts : (addresses ?? hosts);
  if (addresses && addresses.length !== names.length)
    throw new AddressProblem('has another number of hosts in hostaddr than in host');
  if (ports.length !== 1 && ports.length !== names.length)
    throw new AddressProblem('has another number of ports than of hosts');
  return names.map((host, index) => {
    const address = addresses?.[index] ?? '';
    if (host === '' && address === '')
      throw new AddressProblem(`names no host. Write ${form}, or host=/folder after the ? for a socket`);
    if (host.startsWith('@'))
      throw new AddressProblem(
        'names an abstract socket, which is not supported. Name the folder of a socket',
      );
    if (address !== '' && isIP(address) === 0)
      throw new AddressProblem('has a hostaddr that is no IP address');
    return {
      host: host || address,
      port: portIn(ports[index] ?? ports[0] ?? ''),
      address: address || undefined,
    };
  });
}

function portIn(text: string): number {
  if (text === '') return standardPort;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535)
    throw new AddressProblem('has a port that is no whole number from 1 to 65535');
  return port;
}

function parametersIn(query: string): ServerParameters {
  const given: Record<string, string> = {};
  const pairs = query === '' ? [] : query.split('&');
  for (const [index, pair] of pairs.entries()) {
    const [name = '', ...values] = pair.split('=').map(decoded);
    if (values.length === 0) throw notSplit();
    const advice = Object.hasOwn(refusedParameters, name) ? refusedParameters[name] : undefined;
    if (advice)
      throw new AddressProblem(`has the parameter ${name}, which Latchkey does not take. ${advice}`);
    if (!Object.hasOwn(serverParameters.shape, name)) throw unknownParameter(index + 1);
    given[name] = values.join('=');
  }
  const parsed = serverParameters.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AddressProblem(`has the parameter ${String(issue?.path[0])}, which ${issue?.message}`);
}

/** Its name may be a piece of a password that has a `?` in it. */
function unknownParameter(position: number): AddressProblem {
  return new AddressProblem(
    `has a parameter (number ${position} after the ?) that PostgreSQL does not know. README, "Configuration", lists them; a ? or & that belongs to a password must be percent-encoded (%3F, %26)`,
  );
}

function notSplit(): AddressProblem {
  return new AddressProblem(
    `cannot be taken apart. Write ${form}; the characters @ / # ? % in a user name or password must be percent-encoded (%40 %2F %23 %3F %25)`,
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Its own error quotes the text.
    throw notSplit();
  }
}
