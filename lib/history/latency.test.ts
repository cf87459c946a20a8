import { describe, expect, it } from 'vitest';
import { quantileMs } from './latency';

const of = (counts: Record<string, number>) => (bucket: string) => counts[bucket] ?? 0;

describe('quantileMs', () => {
  it('knows nothing without answers', () => {
    expect(quantileMs(of({}), 0.5)).toBeNull();
  });

  it('goes evenly through the bucket that holds the share', () => {
    const counts = of({ '50': 50, '100': 50 });
    expect(quantileMs(counts, 0.5)).toBe(50);
    expect(quantileMs(counts, 0.75)).toBe(75);
  });

  it('claims no more than the lower bound of what has no upper one', () => {
    expect(quantileMs(of({ '50': 1, more: 99 }), 0.95)).toBe(12_800);
  });
});
