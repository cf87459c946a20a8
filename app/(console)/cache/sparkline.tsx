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
  const isKnown = (index: number) => (values[index] ?? null) !== null;
  let path = '';
  let dots = '';
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    const x = (2 + (index / last) * 96).toFixed(2);
    const y = (22 - Math.min(1, value / top) * 20).toFixed(2);
    if (isKnown(index - 1)) path += `L${x} ${y}`;
    else if (isKnown(index + 1)) path += `M${x} ${y}`;
    // A length of nothing under a broad round pen: what has no neighbour would not be seen as a line.
    else dots += `M${x} ${y}h.01`;
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
      <path
        d={dots}
        fill="none"
        stroke="currentColor"
        strokeWidth="5"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
