import { describe, expect, it } from 'vitest';
import { isLatchkeyError } from '@/lib/kernel/errors';
import { SecretValue } from '@/lib/kernel/secret-value';
import { inspectToken } from './token';

function token(signInAddress: string): SecretValue {
  const content = {
    signInAddress,
    userAuth: {
      method: 'SRPg-4096',
      alg: 'PBES2g-HS256',
      iterations: 650_000,
      salt: 'AAAAAAAAAAAAAAAAAAAAAA',
    },
    email: 'abcdefghijklm@1passwordserviceaccounts.com',
    srpX: '05'.repeat(32),
    muk: { alg: 'A256GCM', k: 'A'.repeat(43), kid: 'mp' },
    secretKey: 'A3-ABCDEF-ABCDEF-ABCDE-ABCDE-ABCDE-ABCDE',
    deviceUuid: 'aaqaeayeaudaocajbifqydiob4',
  };
  return new SecretValue(
    `ops_${Buffer.from(JSON.stringify(content)).toString('base64').replaceAll('=', '')}`,
  );
}

function originFor(address: string, hosts: readonly string[] = []): string {
  try {
    return inspectToken(token(address), hosts).signInOrigin;
  } catch (error) {
    return isLatchkeyError(error) ? error.code : 'not a LatchkeyError';
  }
}

describe('inspectToken', () => {
  it.each([
    ['https://my.1password.com', 'https://my.1password.com'],
    ['my.1password.com', 'https://my.1password.com'],
    ['https://acme.1password.ca/', 'https://acme.1password.ca'],
    ['ACME.1Password.EU', 'https://acme.1password.eu'],
    ['https://acme.ent.1password.com:443', 'https://acme.ent.1password.com'],
  ])('lets %s through', (address, origin) => {
    expect(originFor(address)).toBe(origin);
  });

  it.each([
    'http://my.1password.com',
    'https://my.1password.com:8443',
    'https://1password.com',
    'https://my.1password.com.evil.example',
    'https://evil1password.com',
    'https://evil.example/my.1password.com',
    'https://evil.example?.1password.com',
    'https://evil.example#.1password.com',
    'https://my.1password.com@evil.example',
    'https://user:password@my.1password.com',
    'https://my.1password.com/path',
    'https://my.1password.com\\@evil.example',
    'https://my.1password.com.',
    'https://.1password.com',
    'https://-.1password.com',
    'https://my.1password.com%2eevil.example',
    'ftp://my.1password.com',
    'file:///etc/passwd',
    'http://127.0.0.1:4040',
    'http://2130706433:4040',
    'http://[::1]:4040',
    'http://169.254.169.254',
    'localhost:4040',
    'javascript:alert(1)',
    'my.1password.com\n',
    'https://my.1pаssword.com',
  ])('refuses %s', (address) => {
    expect(originFor(address)).toBe('sign_in_address_refused');
  });

  it('lets an origin through that an operator has listed, and exactly that one', () => {
    const hosts = ['http://127.0.0.1:4040'];
    expect(originFor('http://127.0.0.1:4040', hosts)).toBe('http://127.0.0.1:4040');
    expect(originFor('http://127.0.0.1:4041', hosts)).toBe('sign_in_address_refused');
    expect(originFor('https://127.0.0.1:4040', hosts)).toBe('sign_in_address_refused');
    expect(originFor('http://user@127.0.0.1:4040', hosts)).toBe('sign_in_address_refused');
    expect(originFor('http://127.0.0.1:4040/path', hosts)).toBe('sign_in_address_refused');
    expect(originFor('127.0.0.1:4040', hosts)).toBe('sign_in_address_refused');
  });

  it('says invalid_token for what is no token', () => {
    expect(() => inspectToken(new SecretValue('hunter2'), [])).toThrow(
      expect.objectContaining({ code: 'invalid_token', message: expect.stringContaining('ops_') }),
    );
  });
});
