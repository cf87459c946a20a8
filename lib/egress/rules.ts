import { BlockList, isIP } from 'node:net';
import type { EgressRule } from '@/lib/kernel/egress-rule';
import { carriedIpv4 } from './address';

/** Whether an operator listed this host by its name, or, when the host is an address, by that address. */
export function isListedByName(rules: readonly EgressRule[], host: string, port: number): boolean {
  if (isIP(host) !== 0) return isListedAddress(rules, host, port);
  return rules.some((rule) => isOfPort(rule, port) && namesHost(rule, host));
}

/** Whether an operator listed a range with this address in it. */
export function isListedAddress(rules: readonly EgressRule[], address: string, port: number): boolean {
  const plain = carriedIpv4(address) ?? address;
  return rules.some((rule) => {
    if (rule.kind !== 'range' || !isOfPort(rule, port)) return false;
    const range = new BlockList();
    range.addSubnet(rule.address, rule.prefix, rule.family);
    return range.check(plain, isIP(plain) === 4 ? 'ipv4' : 'ipv6');
  });
}

function isOfPort(rule: EgressRule, port: number): boolean {
  return rule.port === undefined || rule.port === port;
}

function namesHost(rule: EgressRule, host: string): boolean {
  switch (rule.kind) {
    case 'name':
      return rule.name === host;
    case 'suffix':
      return host.endsWith(`.${rule.suffix}`);
    case 'range':
      return false;
  }
}
