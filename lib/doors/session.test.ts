import { describe, expect, it } from 'vitest';
import { parseSetCookie } from './session';

describe('a Set-Cookie line', () => {
  it('keeps every attribute that guards the session', () => {
    const line = 'latchkey.session=a%2Bb.c%3D; Max-Age=604800; Path=/; HttpOnly; Secure; SameSite=Lax';
    expect(parseSetCookie(line)).toEqual({
      name: 'latchkey.session',
      value: 'a+b.c=',
      maxAge: 604_800,
      path: '/',
      httpOnly: true,
      secure: true,
      sameSite: 'lax',
    });
  });

  it('that takes a cookie away keeps its lifetime of nothing', () => {
    expect(parseSetCookie('latchkey.session=; Max-Age=0; Path=/')).toEqual({
      name: 'latchkey.session',
      value: '',
      maxAge: 0,
      path: '/',
    });
  });
});
