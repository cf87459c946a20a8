import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { scrub } from './scrub';

describe('scrub', () => {
  it.each([
    ['a service account token', 'token ops_eyJzaWduSW5BZGRyZXNz.abc-_= was', 'token [token] was'],
    ['an access token of a Connect server', 'token eyJhbGci.eyJqdGk.c2ln was', 'token [token] was'],
    ['an API key', 'key lk_abcDEF0123456789-_ seen', 'key [token] seen'],
    ['an authorization header', 'Authorization: Bearer abc.def.ghi', 'Authorization: Bearer [token]'],
    ['a reference with spaces, to its end', 'no "op://My Vault/My Item/field" here', 'no "[reference]" here'],
    ['an unquoted reference, to the end of the line', 'no op://My Vault/x/y\nnext', 'no [reference]\nnext'],
    ['credentials in an address', 'https://me:hunter2@db.example/x', 'https://[credentials]@db.example/x'],
    [
      'credentials with an @ in the password',
      'by http://me:hun@ter2@proxy.corp:3128',
      'by http://[credentials]@proxy.corp:3128',
    ],
    [
      'an address of a database, whatever stands in its password',
      'cannot open postgresql://me:hun@ter/2#?@db:5432/x here',
      'cannot open [database address] here',
    ],
    ['a long run of hex', `key ${'0a'.repeat(16)}.`, 'key [hex].'],
    [
      'base64 that happens to have no digit',
      'key gqChlSv/yXQhH/mj/micJXydLCVNmfTiVg== end',
      'key [base64] end',
    ],
    ['base64', `key ${Buffer.alloc(32, 'aZ9').toString('base64')} end`, 'key [base64] end'],
  ])('takes out %s', (_what, text, expected) => {
    expect(scrub(text)).toBe(expected);
  });

  it('takes out random keys of 24 bytes and more, in base64 and hex', () => {
    for (let length = 24; length < 70; length += 1) {
      const bytes = randomBytes(length);
      for (const text of [bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')]) {
        expect(scrub(`before ${text} after`)).not.toContain(text.slice(2, 20));
      }
    }
  });

  it.each([
    'Error: connect ECONNREFUSED 127.0.0.1:5432',
    'at open (/srv/latchkey/node_modules/@prisma/client/runtime/client.js:1:23)',
    '0190f0a2-7b1c-7def-8a0b-0123456789ab',
    'hwnmf3q2xyzabcdefghijklmna',
    'PrismaClientKnownRequestError',
  ])('leaves what helps to find the cause: %s', (text) => {
    expect(scrub(text)).toBe(text);
  });

  it('cuts what is long', () => {
    expect(scrub('word '.repeat(2000), 100)).toHaveLength(101);
  });
});
