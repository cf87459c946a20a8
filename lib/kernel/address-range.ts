import { parseEgressRule } from './egress-rule';

/** A range of IP addresses. One address is a range of its whole length. */
export interface AddressRange {
  address: string;
  family: 'ipv4' | 'ipv6';
  prefix: number;
}

const words: Record<string, readonly string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/**
 * Reads one entry of a list: an address, a range in CIDR notation, or a word: `loopback`, or `private` for RFC 1918
 * and RFC 4193. Undefined: it is none of these.
 */
export function parseAddressRanges(text: string): AddressRange[] | undefined {
  const ranges = (Object.hasOwn(words, text) ? words[text] : undefined) ?? [text];
  const read = ranges.flatMap((range) => {
    const rule = parseEgressRule(range);
    if (rule?.kind !== 'range' || rule.port !== undefined) return [];
    return [{ address: rule.address, family: rule.family, prefix: rule.prefix }];
  });
  return read.length === ranges.length ? read : undefined;
}
