/**
 * How many items a page of the console begins with; further ones come fifty at a time. What a phone has to lay out before it
 * answers grows with them (docs/benchmarks.md, the console on a phone).
 */
export const firstLimit = 25;
