import { describe, expect, it } from 'vitest';
import { say } from './sentence';
import { readServiceAccountToken } from './service-account-token';

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
  return reading.ok ? 'accepted' : say(reading.says, 'en');
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

  it('drops white space around the token and gives the text without it', () => {
    const reading = readServiceAccountToken(` \t${token(parts)}\r\n`);
    expect(reading).toMatchObject({ ok: true, text: token(parts) });
  });

  it('says that an empty text is empty', () => {
    expect(messageOf(' \n')).toMatch(/is empty/);
  });

  it('says which beginning a token has', () => {
    expect(messageOf(token(parts).slice(4))).toMatch(/begins with ops_/);
    expect(messageOf(token(parts).toUpperCase())).toMatch(/begins with ops_/);
    expect(messageOf(`"${token(parts)}"`)).toMatch(/begins with ops_/);
  });

  it('accepts no token that was cut anywhere', () => {
    const whole = token(parts);
    for (let length = 4; length < whole.length - 1; length += 1) {
      expect(messageOf(whole.slice(0, length)), `cut to ${length}`).toMatch(/cut off|damaged/);
    }
  });

  it('refuses characters outside the standard base64 alphabet, as the SDK does', () => {
    for (const extra of ['-', '_', '=', ' ', '\n', 'é']) {
      const whole = token(parts);
      expect(messageOf(`${whole.slice(0, 40)}${extra}${whole.slice(40)}`)).toMatch(
        /characters that do not belong/,
      );
    }
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
