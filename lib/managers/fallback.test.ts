import { describe, expect, it } from 'vitest';
import { covers } from './fallback';

const platform = { scope: 'platform', projectIds: [] };
const of = (...projectIds: string[]) => ({ scope: 'project', projectIds });

describe('a fallback covers a secret manager', () => {
  it('when it is platform-wide, or has all of its projects', () => {
    expect(covers(platform, platform)).toBe(true);
    expect(covers(platform, of('a'))).toBe(true);
    expect(covers(of('a', 'b'), of('a'))).toBe(true);
    expect(covers(of('a', 'b'), of('a', 'b'))).toBe(true);
  });

  it('not when it lacks one of them, when there is none, or when the first one is platform-wide', () => {
    expect(covers(of('a'), of('a', 'b'))).toBe(false);
    expect(covers(of('a'), of())).toBe(false);
    expect(covers(of('a'), platform)).toBe(false);
  });
});
