import { describe, expect, it } from 'vitest';
import { passwordFault, requireGoodPassword } from './password-rule';

const person = { email: 'ada.byron@example.test' };
const faultOf = (password: string) => passwordFault(password, person);

describe('the rule of passwords', () => {
  it.each(['password1234', 'administrator', 'PasswordPassword', 'qwertyuiop12', '1qaz2wsx3edc4rfv'])(
    'refuses what is on the list of leaked ones, in whatever case (%s)',
    (password) => expect(faultOf(password)).toEqual({ key: 'passwordLeaked' }),
  );

  it.each([
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    '1212121212121',
    'aaaaaaaaaaaaab',
    '123456789012',
    'abcdefghijklm',
    '987654321098',
  ])('refuses a piece over and over and a run (%s)', (password) =>
    expect(faultOf(password)).toEqual({ key: 'passwordPattern' }),
  );

  it.each(['ada.byron1234', 'Latchkey-2026!', 'latchkeylatchkey-1', 'Ada.Byron-Latchkey'])(
    'refuses what is little more than the name of the person or the product (%s)',
    (password) => expect(faultOf(password)).toEqual({ key: 'passwordNames' }),
  );

  it.each([
    'correct horse battery staple',
    'a password of the tests',
    'latchkey opens the shed',
    'zqFk2-vvTr9x',
    'aaaaaaaaaaaaa-but-not-alone',
  ])('takes what nobody would try (%s)', (password) => expect(faultOf(password)).toBeUndefined());

  it('does not look for a name of two letters', () => {
    expect(passwordFault('jo-and-the-lighthouse', { email: 'jo@example.test' })).toBeUndefined();
  });

  it('is thrown at the field that it is about', () => {
    expect(() => requireGoodPassword('password1234', person)).toThrowError(
      expect.objectContaining({ code: 'invalid_input', fields: { password: { key: 'passwordLeaked' } } }),
    );
  });
});
