import { describe, expect, it } from 'vitest';
import { encodeId, isId, newId, newUpperId } from './ids';

describe('ids', () => {
  it('are 16 bytes in base32 without padding', () => {
    expect(encodeId(Uint8Array.from({ length: 16 }, (_, index) => index))).toBe('aaaqeayeaudaocajbifqydiob4');
    expect(encodeId(Buffer.alloc(16, 255))).toBe('7777777777777777777777777' + '4');
  });

  it('are new each time and always what the client can decode', () => {
    const ids = Array.from({ length: 1000 }, newId);
    expect(new Set(ids).size).toBe(1000);
    expect(ids.every((id) => isId(id) && id === id.toLowerCase())).toBe(true);
    expect(isId(newUpperId())).toBe(true);
  });

  it('refuse a last character with stray bits, mixed case and other lengths', () => {
    expect(isId('aaaqeayeaudaocajbifqydiob5')).toBe(false);
    expect(isId('Aaaqeayeaudaocajbifqydiob4')).toBe(false);
    expect(isId('aaaqeayeaudaocajbifqydiob')).toBe(false);
  });
});
