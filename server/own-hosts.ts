import { type HostName, isLoopbackName, parseHostName } from '@/lib/kernel/host-name';

export interface OwnHosts {
  /** Whether `host`, as a Host header has it, is one that this process answers to at the socket's own address. */
  isOwn(host: string, localAddress: string | undefined): boolean;
  /**
   * The origin that a page of ours has: LATCHKEY_ORIGIN, an alias that is listed with its port, or the own host that was
   * asked, to the port. The scheme is that of LATCHKEY_ORIGIN, or http or https at a loopback name.
   */
  isOwnOrigin(origin: string, askedHost: string): boolean;
}

const mostRemembered = 256;

/**
 * The hosts that the product answers to (docs/decisions/0102): that of `origin` with its port, `aliases` (with their
 * port, or any when none is written), loopback names, and the address that the request came in at. A name that another
 * site points at this machine (DNS rebinding) is none of them.
 */
export function ownHosts({ origin, aliases }: { origin: string; aliases: readonly HostName[] }): OwnHosts {
  const named = [...aliases, hostOfOrigin(origin)];
  // Of one that is listed for any port, only the port that was asked is known to be ours.
  const aliasOrigins = new Set(
    aliases.flatMap(({ name, port }) => {
      const host = name.includes(':') ? `[${name}]` : name;
      return port === undefined ? [] : [new URL(`${new URL(origin).protocol}//${host}:${port}`).origin];
    }),
  );
  // Every request asks: texts that were found to be own by name are not taken apart again.
  const remembered = new Set<string>();

  function isOwn(host: string, localAddress: string | undefined): boolean {
    if (remembered.has(host)) return true;
    const asked = parseHostName(host);
    if (asked === undefined) return false;
    if (!isNamed(asked)) return asked.name === canonical(localAddress);
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.add(host);
    return true;
  }

  function isNamed({ name, port }: HostName): boolean {
    return isLoopbackName(name) || named.some((own) => own.name === name && fits(own, port));
  }

  return {
    isOwn,
    isOwnOrigin(text, askedHost) {
      if (text === origin) return true;
      if (!URL.canParse(text) || new URL(text).origin !== text) return false;
      const { protocol, host } = new URL(text);
      const isLocal = isLoopbackName(parseHostName(host)?.name ?? '');
      if (!isLocal && protocol !== new URL(origin).protocol) return false;
      return host === hostAt(protocol, askedHost) || aliasOrigins.has(text);
    },
  };
}

/** The host of the origin with its port; one without answers to its scheme's, which browsers leave out. */
function hostOfOrigin(origin: string): HostName & { standardPort: number } {
  const { host, protocol } = new URL(origin);
  const parsed = parseHostName(host) ?? { name: host };
  const standardPort = protocol === 'https:' ? 443 : 80;
  return { ...parsed, port: parsed.port ?? standardPort, standardPort };
}

/** A host as URLs of this scheme have it: without the port that they leave out. */
function hostAt(protocol: string, host: string): string | undefined {
  const address = `${protocol}//${host}`;
  return URL.canParse(address) ? new URL(address).host : undefined;
}

function fits(own: HostName & { standardPort?: number }, port: number | undefined): boolean {
  return own.port === undefined || own.port === (port ?? own.standardPort);
}

/** A socket's address as `parseHostName` gives it: IPv4 also when mapped into IPv6, IPv6 without its zone. */
function canonical(address: string | undefined): string | undefined {
  const bare = address?.split('%', 1)[0]?.replace(/^::ffff:(?=\d+\.)/i, '') ?? '';
  return parseHostName(bare.includes(':') ? `[${bare}]` : bare)?.name;
}
