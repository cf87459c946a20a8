import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

/**
 * What lies at an address. `public`: the open internet. `inside`: this machine or a private network, reached only when
 * an operator listed it. `never`: no service that a connection could mean, or one that hands out a machine's own
 * credentials.
 */
export type AddressKind = 'public' | 'inside' | 'never';

/** Link-local (with the metadata services of clouds), unspecified, multicast, reserved, documentation. RFC 6890. */
const never = listOf([
  '0.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  // Metadata and host agents outside link-local: Azure, Alibaba.
  '168.63.129.16/32',
  '100.100.100.200/32',
  '::/128',
  'fe80::/10',
  'ff00::/8',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '64:ff9b:1::/48',
  // The metadata service of AWS over IPv6, and its clock and resolver beside it.
  'fd00:ec2::/32',
]);
const inside = listOf([
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '::1/128',
  'fc00::/7',
  'fec0::/10',
]);
const globalV6 = listOf(['2000::/3']);

/** Judges an address in its canonical text. An IPv4 address inside of an IPv6 one is judged as what it is. */
export function kindOfAddress(address: string, own: readonly string[] = ownAddresses()): AddressKind {
  const carried = carriedIpv4(address);
  if (carried) return kindOfAddress(carried, own);
  if (isIP(address) === 4) {
    if (never.check(address, 'ipv4')) return 'never';
    return inside.check(address, 'ipv4') || own.includes(address) ? 'inside' : 'public';
  }
  if (isIP(address) !== 6 || never.check(address, 'ipv6')) return 'never';
  if (inside.check(address, 'ipv6') || own.includes(address)) return 'inside';
  return globalV6.check(address, 'ipv6') ? 'public' : 'never';
}

/** The IPv4 address that an IPv6 one stands for: mapped, compatible, translated (RFC 6052), or by 6to4. */
export function carriedIpv4(address: string): string | undefined {
  if (isIP(address) !== 6) return undefined;
  const groups = groupsOf(address);
  const [first = 0, second = 0, third = 0] = groups;
  const isZero = (from: number, to: number) => groups.slice(from, to).every((group) => group === 0);
  const last = () => dotted(groups[6] ?? 0, groups[7] ?? 0);
  if (isZero(0, 5) && groups[5] === 0xffff) return last();
  if (isZero(0, 4) && groups[4] === 0xffff && groups[5] === 0) return last();
  if (isZero(0, 6) && ((groups[6] ?? 0) !== 0 || (groups[7] ?? 0) > 1)) return last();
  if (first === 0x64 && second === 0xff9b && isZero(2, 6)) return last();
  return first === 0x2002 ? dotted(second, third) : undefined;
}

/** The addresses of this machine's own network cards, public ones too: what listens there is Latchkey's neighbour. */
function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((card) => (card ?? []).map(({ address }) => address));
}

function groupsOf(address: string): number[] {
  // The URL parser writes any form of an IPv6 address in hexadecimal groups.
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const read = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  if (tail === undefined) return read(head);
  const before = read(head);
  const after = read(tail);
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/');
    list.addSubnet(address, Number(prefix), isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}
