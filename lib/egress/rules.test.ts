import { describe, expect, it } from 'vitest';
import { parseEgressRule } from '@/lib/kernel/egress-rule';
import { isListedAddress, isListedByName } from './rules';

const rulesOf = (...texts: string[]) => texts.flatMap((text) => parseEgressRule(text) ?? []);

describe('a rule of the operator', () => {
  it.each([
    ['10.0.0.0/8', '10.9.8.7', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.0.0.0/8', '::ffff:10.9.8.7', true],
    ['10.0.0.0/8', '::ffff:11.0.0.1', false],
    ['192.168.1.4', '192.168.1.4', true],
    ['192.168.1.4', '192.168.1.5', false],
    ['fd00::/8', 'fd12::1', true],
    ['fd00::/8', 'fe00::1', false],
    ['*.internal', '10.0.0.1', false],
  ])('%s lists the address %s: %s', (rule, address, isListed) => {
    expect(isListedAddress(rulesOf(rule), address, 443)).toBe(isListed);
    expect(isListedByName(rulesOf(rule), address, 443)).toBe(isListed);
  });

  it.each([
    ['db.internal', 'db.internal', true],
    ['db.internal', 'xdb.internal', false],
    ['*.internal', 'db.internal', true],
    ['*.internal', 'a.db.internal', true],
    ['*.internal', 'internal', false],
    ['*.internal', 'notinternal', false],
    ['10.0.0.0/8', 'db.internal', false],
  ])('%s lists the name %s: %s', (rule, host, isListed) => {
    expect(isListedByName(rulesOf(rule), host, 443)).toBe(isListed);
  });

  it('with a port lists that one alone', () => {
    const rules = rulesOf('db.internal:5432', '10.0.0.0/8:5432');
    expect([isListedByName(rules, 'db.internal', 5432), isListedByName(rules, 'db.internal', 443)]).toEqual([
      true,
      false,
    ]);
    expect([isListedAddress(rules, '10.1.1.1', 5432), isListedAddress(rules, '10.1.1.1', 443)]).toEqual([
      true,
      false,
    ]);
  });
});
