const mostSteps = 4;

/**
 * The end of an axis that shows values up to `max`: a tick, so that nothing is drawn above the highest one. Ticks stand
 * `leastStep` apart at least: 1 where between two counts there is none.
 */
export function topOf(max: number | null, leastStep: number): number {
  if (!max || max <= 0) return 1;
  const step = stepFor(max, leastStep);
  return Math.ceil(max / step) * step;
}

/** The ticks from 0 to `top`, four steps at most, at numbers that people count in. */
export function ticksTo(top: number, leastStep: number): number[] {
  const step = stepFor(top, leastStep);
  return Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
}

function stepFor(max: number, leastStep: number): number {
  const least = Math.max(leastStep, max / mostSteps);
  const unit = 10 ** Math.floor(Math.log10(least));
  // 2.5 of a unit is a number that people count in only from 25 on.
  const steps = unit >= 10 || unit < 1 ? [1, 2, 2.5, 5, 10] : [1, 2, 5, 10];
  return (steps.find((each) => each * unit >= least * (1 - Number.EPSILON * 8)) ?? 10) * unit;
}
