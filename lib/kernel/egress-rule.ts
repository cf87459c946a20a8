/** A host that an operator listed: one name, all names below a suffix, or a range of addresses; of one port or all. */
export type EgressRule = { port?: number } & (
  | { kind: 'name'; name: string }
  | { kind: 'suffix'; suffix: string }
  | { kind: 'range'; address: string; family: 'ipv4' | 'ipv6'; prefix: number }
);

const labels =
  /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/;

/**
 * Reads one entry: `db.internal`, `*.internal`, `10.0.0.0/8`, `192.168.1.4`, `fd00::/8`, each with an optional
 * `:port` (IPv6 in brackets then: `[fd00::/8]:5432`). Undefined: it is none of these.
 */
export function parseEgressRule(text: string): EgressRule | undefined {
  const { host, port } = splitPort(text.trim().toLowerCase());
  if (host === undefined || port === null) return undefined;
  const at = port === undefined ? {} : { port };
  const range = rangeOf(host);
  if (range) return { ...range, ...at };
  // What looks like a number and is no address would be read as one by some resolvers.
  if (/(?:^|\.)(?:\d+|0x[0-9a-f]*)$/.test(host)) return undefined;
  if (host.startsWith('*.')) {
    const suffix = host.slice(2);
    return labels.test(suffix) ? { kind: 'suffix', suffix, ...at } : undefined;
  }
  return labels.test(host) ? { kind: 'name', name: host, ...at } : undefined;
}

function splitPort(text: string): { host?: string; port?: number | null } {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(text);
  if (bracketed) return { host: bracketed[1], port: portOf(bracketed[2]) };
  const parts = text.split(':');
  // Two colons and more: an IPv6 address without a port.
  if (parts.length > 2) return { host: text };
  return { host: parts[0], port: portOf(parts[1]) };
}

function portOf(text: string | undefined): number | undefined | null {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}

function rangeOf(text: string): EgressRule | undefined {
  const [address = '', prefixText, ...more] = text.split('/');
  const family = familyOf(address);
  if (!family || more.length > 0) return undefined;
  const most = family === 'ipv4' ? 32 : 128;
  if (prefixText === undefined) return { kind: 'range', address, family, prefix: most };
  const prefix = /^\d{1,3}$/.test(prefixText) ? Number(prefixText) : most + 1;
  return prefix <= most ? { kind: 'range', address, family, prefix } : undefined;
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
  if (new RegExp(`^${octet}(?:\\.${octet}){3}$`).test(address)) return 'ipv4';
  const isV6 = /^[0-9a-f:.]+$/.test(address) && address.includes(':') && URL.canParse(`http://[${address}]/`);
  return isV6 ? 'ipv6' : undefined;
}
