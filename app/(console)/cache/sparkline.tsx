import { cn } from '@/components/ui/cn';

/** A line without axes: how a number went. Gaps where it is not known. Beside the number itself, so for eyes alone. */
export function Sparkline({
  values,
  max,
  className,
}: {
  values: readonly (number | null)[];
  /** Top of the scale; else the largest value. */
  max?: number;
  className?: string;
}) {
  const top = max ?? Math.max(1, ...values.map((value) => value ?? 0));
  const last = Math.max(1, values.length - 1);
  let path = '';
  let isDown = false;
  for (const [index, value] of values.entries()) {
    if (value !== null) {
      const x = ((index / last) * 100).toFixed(2);
      const y = (23 - Math.min(1, value / top) * 22).toFixed(2);
      // A length of nothing, so that a point between gaps is seen.
      path += isDown ? `L${x} ${y}` : `M${x} ${y}h.01`;
    }
    isDown = value !== null;
  }
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 24"
      preserveAspectRatio="none"
      className={cn('h-6 w-24', className)}
    >
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.25"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
