import { describe, expect, it } from 'vitest';
import { SecretValue } from '@/lib/kernel/secret-value';
import { connectCredential, inspectCredential } from './credential';
import { readConnectToken } from './token';

const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
const token = `${part({ alg: 'ES256', typ: 'JWT' })}.${part({ jti: 'abcd1234', sub: 'server' })}.c2lnbmF0dXJl`;
const serverUrl = 'https://connect.example.com:8443';

describe('a pasted access token', () => {
  it.each([
    ['alone', token],
    ['with white space', `\n  ${token}\t`],
    ['in quotes', `"${token}"`],
    ['as a shell’s line', `export OP_CONNECT_TOKEN="${token}"`],
    ['as a header', `Authorization: Bearer ${token}`],
    ['with a zero-width space', `${token.slice(0, 30)}\u200b${token.slice(30)}`],
    ['wrapped', token.replace(/(.{40})/g, '$1\n')],
  ])('is taken %s', (_how, text) => {
    expect(readConnectToken(text)).toMatchObject({ ok: true, text: token, id: 'abcd1234' });
  });

  it.each([
    ['nothing', ''],
    ['another text', 'hunter2'],
    ['one of a service account', 'ops_eyJzaWduSW5BZGRyZXNzIjoibXkuMXBhc3N3b3JkLmNvbSJ9'],
    ['two of its three parts', token.split('.').slice(0, 2).join('.')],
    ['parts that are no JSON', 'eyJhbGci.eyJqdGki.c2lnbmF0dXJl'],
    ['two tokens', `${token} ${token.replace('c2ln', 'b3Ro')}`],
  ])('is refused when it is %s, without being repeated', (_what, text) => {
    const reading = readConnectToken(text);
    expect(reading.ok).toBe(false);
    if (text !== '') expect(JSON.stringify(reading)).not.toContain(text.slice(0, 12));
  });
});

describe('a credential', () => {
  const inspect = (parts: Partial<Parameters<typeof connectCredential>[0]>, hosts = [serverUrl]) =>
    inspectCredential(connectCredential({ serverUrl, token, ...parts }), hosts);

  it('reaches an origin that is listed, and no other', () => {
    expect(inspect({})).toMatchObject({ origin: serverUrl, token, tokenId: 'abcd1234' });
    expect(inspect({ serverUrl: `${serverUrl}/` })).toMatchObject({ origin: serverUrl });
    for (const other of [
      'https://connect.example.com',
      'http://connect.example.com:8443',
      'https://evil.example',
    ])
      expect(() => inspect({ serverUrl: other })).toThrow(
        expect.objectContaining({ code: 'sign_in_address_refused' }),
      );
    expect(() => inspect({}, [])).toThrow(expect.objectContaining({ code: 'sign_in_address_refused' }));
  });

  it.each([
    'https://user:pw@connect.example.com:8443',
    'https://connect.example.com:8443/path',
    'https://connect.example.com:8443?x',
    'https://connect.example.com:8443#x',
    'ftp://connect.example.com:8443',
    'https:\\\\connect.example.com:8443',
    'connect.example.com',
  ])('is refused with %s as the address', (address) => {
    expect(() => inspect({ serverUrl: address })).toThrow(
      expect.objectContaining({ code: 'sign_in_address_refused' }),
    );
  });

  it('names the part that is wrong', () => {
    const fieldsOf = (work: () => unknown) => {
      try {
        work();
      } catch (error) {
        return Object.keys(Object(error).fields ?? {});
      }
      return ['nothing was wrong'];
    };
    expect(fieldsOf(() => inspect({ token: 'x' }))).toEqual(['config.token']);
    expect(fieldsOf(() => inspect({ serverUrl: 'x' }))).toEqual(['config.serverUrl']);
    expect(fieldsOf(() => inspect({ caCertificate: 'x' }))).toEqual(['config.caCertificate']);
  });

  it('that is no credential of a Connect server is an invalid token', () => {
    for (const text of ['', '{}', '[]', 'null', token])
      expect(() => inspectCredential(new SecretValue(text), [serverUrl])).toThrow(
        expect.objectContaining({ code: 'invalid_token' }),
      );
  });
});
