import { BlockList, isIP } from 'node:net';
import { parseAddressRanges } from '@/lib/kernel/address-range';

/** Answers whether an address is in these networks; without any, every address is. Texts that are no network hold nobody. */
export function networkCheck(networks: readonly string[]): (peer: string) => boolean {
  if (networks.length === 0) return () => true;
  const list = new BlockList();
  for (const { address, prefix, family } of networks.flatMap((text) => parseAddressRanges(text) ?? [])) {
    list.addSubnet(address, prefix, family);
  }
  return (peer) => {
    const family = isIP(peer);
    return family !== 0 && list.check(peer, family === 4 ? 'ipv4' : 'ipv6');
  };
}
