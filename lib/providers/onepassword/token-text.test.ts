import { describe, expect, it } from 'vitest';
import { formatMessage } from '@/lib/kernel/message';
import { readServiceAccountToken } from './token-text';

const parts = {
  signInAddress: 'https://example.1password.com',
  userAuth: { method: 'SRPg-4096', alg: 'PBES2g-HS256', iterations: 650_000, salt: 'AAAAAAAAAAAAAAAAAAAAAA' },
  email: 'Abcdefghijklm@1passwordserviceaccounts.com',
  srpX: '05'.repeat(32),
  muk: { alg: 'A256GCM', k: 'A'.repeat(43), kid: 'mp' },
  secretKey: 'A3-ABCDEF-ABCDEF-ABCDE-ABCDE-ABCDE-ABCDE',
  deviceUuid: 'aaqaeayeaudaocajbifqydiob4',
};

function token(content: unknown): string {
  return `ops_${Buffer.from(JSON.stringify(content)).toString('base64').replaceAll('=', '')}`;
}

function messageOf(pasted: string): string {
  const reading = readServiceAccountToken(pasted);
  return reading.ok ? 'accepted' : formatMessage(reading.says, 'en');
}

describe('readServiceAccountToken', () => {
  it('reads the address and the lower-cased e-mail of a whole token', () => {
    expect(readServiceAccountToken(token(parts))).toMatchObject({
      ok: true,
      token: {
        signInAddress: 'https://example.1password.com',
        email: 'abcdefghijklm@1passwordserviceaccounts.com',
      },
    });
  });

  const whole = token(parts);
  const wrapped = whole.replace(/.{76}/g, '$&\n');
  it.each([
    ['white space around it', ` \t${whole}\r\n`],
    ['double quotes', `"${whole}"`],
    ['single quotes', `'${whole}'`],
    ['back quotes', `\`${whole}\``],
    ['a shell export', `export OP_SERVICE_ACCOUNT_TOKEN="${whole}"`],
    ['an assignment', `OP_SERVICE_ACCOUNT_TOKEN=${whole}`],
    ['an authorization header', `Authorization: Bearer ${whole}`],
    ['JSON', JSON.stringify({ token: whole, vault: 'Production' })],
    ['YAML with a comment', `token: ${whole} # production`],
    ['a sentence', `The token is ${whole}, keep it safe.`],
    ['lines of 76 characters', wrapped],
    ['lines of a quoted mail', `> ${wrapped.replaceAll('\n', '\n> ')}\n> Best regards`],
    ['lines of a shell', whole.replace(/.{60}/g, '$&\\\n  ')],
    ['a zero-width space inside', `${whole.slice(0, 30)}\u200b${whole.slice(30)}`],
    ['a byte order mark before it', `\ufeff${whole}`],
    ['padding', `${whole}==`],
    ['itself a second time', `${whole}\n${whole}`],
    ['a piece of a token before it', `ops_abc ${whole}`],
  ])('takes the one whole token out of %s', (_what, pasted) => {
    const isExtracted = pasted.trim() !== whole;
    expect(readServiceAccountToken(pasted)).toMatchObject({ ok: true, text: whole, isExtracted });
  });

  it('does not choose between two tokens', () => {
    const other = token({ ...parts, deviceUuid: 'another' });
    expect(messageOf(`${whole}\n${other}`)).toMatch(/more than one token/);
  });

  it('reads 20,000 characters that only look like tokens in a moment', () => {
    for (const text of ['ops_a ', 'ops_ a a a a a ', 'a ', 'ops_'])
      expect(readServiceAccountToken(`ops_${text.repeat(5_000)}`.slice(0, 20_000)).ok).toBe(false);
  });

  it('says that an empty text is empty', () => {
    expect(messageOf(' \n')).toMatch(/is empty/);
  });

  it('says which beginning a token has', () => {
    expect(messageOf(token(parts).slice(4))).toMatch(/begins with ops_/);
    expect(messageOf(token(parts).toUpperCase())).toMatch(/begins with ops_/);
    expect(messageOf(`tops_${token(parts).slice(4)}`)).toMatch(/begins with ops_/);
  });

  it('accepts no token that was cut anywhere', () => {
    for (let length = 4; length < whole.length - 1; length += 1) {
      expect(messageOf(whole.slice(0, length)), `cut to ${length}`).toMatch(/cut off|damaged/);
    }
  });

  it('refuses characters outside the standard base64 alphabet, as the SDK does', () => {
    for (const extra of ['-', '_', '=', 'é']) {
      expect(messageOf(`${whole.slice(0, 40)}${extra}${whole.slice(40)}`)).toMatch(
        /characters that do not belong/,
      );
    }
  });

  it.each(['\0', '\x1b', '\ud83d'])('refuses a text that was damaged on the way by %j', (damage) => {
    expect(messageOf(`${token(parts)}${damage}`)).toMatch(/characters that do not belong/);
    expect(messageOf(`${damage} ${token(parts)}`)).toMatch(/characters that do not belong/);
  });

  it('refuses JSON that is not an object', () => {
    for (const content of [null, 3, 'text', [parts]]) expect(messageOf(token(content))).toMatch(/damaged/);
  });

  it.each(Object.keys(parts))('names %s when it is missing or of the wrong kind', (name) => {
    expect(messageOf(token({ ...parts, [name]: undefined }))).toContain(name);
    expect(messageOf(token({ ...parts, [name]: 7 }))).toContain(name);
    expect(messageOf(token({ ...parts, [name]: '' }))).toContain(name);
  });

  it('never repeats the text in a message', () => {
    const canary = 'canaryCANARY';
    for (const pasted of [canary, `ops_${canary}-`, `ops_${canary}`, token({ ...parts, srpX: canary })]) {
      expect(messageOf(pasted)).not.toContain(canary);
    }
  });
});
