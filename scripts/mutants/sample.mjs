import { createHash } from 'node:crypto';

/** `count` of the mutants, the same for the same seed. */
export function sampleOf(mutants, count, seed) {
  const place = ({ name }) => createHash('sha256').update(`${seed} ${name}`).digest('hex');
  return mutants
    .map((mutant) => ({ mutant, place: place(mutant) }))
    .sort((one, other) => (one.place < other.place ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant);
}
