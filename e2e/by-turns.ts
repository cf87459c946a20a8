import { turnOf } from '../scripts/by-turns.mjs';

const seed = process.env.LATCHKEY_TESTS_BY_TURNS ?? '';

/**
 * Whether `name` is tried this `way` of two this time. `npm test` takes turns, others at each commit: what is tried one way now is
 * tried the other way at about every second commit. Without a seed (`npx playwright test`, `npm test -- --all`) both are tried.
 */
export function isTurn(name: string, way: 0 | 1): boolean {
  return seed === '' || turnOf(name, seed) === way;
}
