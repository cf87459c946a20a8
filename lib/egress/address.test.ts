import { describe, expect, it } from 'vitest';
import { kindOfAddress } from './address';

describe('an address', () => {
  it.each([
    '169.254.169.254',
    '169.254.0.1',
    'fe80::1',
    'fd00:ec2::254',
    '168.63.129.16',
    '100.100.100.200',
    '0.0.0.0',
    '0.1.2.3',
    '::',
    '224.0.0.1',
    'ff02::1',
    '255.255.255.255',
    '240.0.0.1',
    '192.0.0.192',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '::169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::1',
    '2001:0:1234::1',
    '2001:db8::1',
    '0:0:0:0:0:0:0:0',
    '4000::1',
    'not an address',
  ])('is never reached when it is %s', (address) => {
    expect(kindOfAddress(address, [])).toBe('never');
  });

  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.0.1',
    '100.64.0.1',
    '198.18.0.1',
    '::1',
    'fd12::1',
    'fec0::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '2002:0a00:0001::',
    '::ffff:0:127.0.0.1',
  ])('is inside when it is %s', (address) => {
    expect(kindOfAddress(address, [])).toBe('inside');
  });

  it.each(['93.184.215.14', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
    'is public when it is %s',
    (address) => {
      expect(kindOfAddress(address, [])).toBe('public');
    },
  );

  it('is inside when it is a public one of this very machine', () => {
    expect(kindOfAddress('93.184.215.14', ['93.184.215.14'])).toBe('inside');
    expect(kindOfAddress('2606:4700::1111', ['2606:4700::1111'])).toBe('inside');
  });
});
