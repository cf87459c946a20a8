import { type EgressRule, parseEgressRule } from './egress-rule';

/** A forward proxy that requests to the outside go through. Its `authorization` is a secret. */
export interface OutwardProxy {
  protocol: 'http:' | 'https:';
  /** A name or an address; IPv6 without brackets. */
  host: string;
  port: number;
  /** What `Proxy-Authorization` holds. Absent: the proxy asks for nothing. */
  authorization?: string;
}

/** Which proxy is used, by the scheme of what is asked for, and for which hosts none is. */
export interface ProxySettings {
  https?: OutwardProxy;
  http?: OutwardProxy;
  /** Hosts that are reached directly. */
  direct: 'all' | readonly EgressRule[];
}

/**
 * Reads the address of a proxy: scheme (http unless written), user and password, host and port (80 or 443 unless
 * written). Undefined: it is anything else.
 */
export function parseOutwardProxy(text: string): OutwardProxy | undefined {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(address)) return undefined;
  const { protocol, hostname, port, pathname, search, hash, username, password } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  if (pathname !== '/' || search !== '' || hash !== '' || hostname === '') return undefined;
  const user = decoded(username);
  const word = decoded(password);
  // The first colon ends the name (RFC 7617): such a name would move its tail into the password.
  if (user === undefined || word === undefined || user.includes(':')) return undefined;
  const pair = Buffer.from(`${user}:${word}`).toString('base64');
  return {
    protocol,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
    ...(user === '' && word === '' ? {} : { authorization: `Basic ${pair}` }),
  };
}

/**
 * Reads one entry of NO_PROXY as curl does: a name with or without a dot or `*.` before it stands for itself and for all
 * names below it. Addresses, ranges and a `:port` behind each are read too. Undefined: it is none of these.
 */
export function parseDirectHost(text: string): readonly EgressRule[] | undefined {
  const rule = parseEgressRule(text.replace(/^\*?\./, ''));
  if (rule?.kind !== 'name') return rule && [rule];
  const { name, ...at } = rule;
  return [rule, { ...at, kind: 'suffix', suffix: name }];
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
