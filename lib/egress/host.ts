import { isIP } from 'node:net';

/**
 * A host as it was given, in its one canonical form: lower case, an address in dotted or hexadecimal groups whatever
 * number it was written as, no trailing dot, no brackets. Undefined: it is no host.
 */
export function canonicalHost(text: string): string | undefined {
  const bare = text.trim();
  const unbracketed = /^\[(.+)\]$/.exec(bare)?.[1] ?? bare;
  if (isIP(unbracketed) === 6) return hostnameOf(`[${unbracketed}]`);
  // Anything that a URL would read as the end of its host, or as a name and password before it.
  if (bare === '' || bare.length > 255 || /[\s/\\?#@:%[\]]/.test(bare)) return undefined;
  return hostnameOf(bare);
}

function hostnameOf(host: string): string | undefined {
  if (!URL.canParse(`http://${host}/`)) return undefined;
  const { hostname } = new URL(`http://${host}/`);
  const name = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(name) !== 0) return name;
  return /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(name) ? name : undefined;
}
