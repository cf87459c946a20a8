/**
 * What can be wrong with a bound reference, as a scan finds it.
 * `deleted`: not in its vault, and nowhere else under its title; `forbidden`: the token no longer sees the vault or
 * item; `not_found`: names that were never found.
 */
export const findingKinds = [
  'moved',
  'archived',
  'deleted',
  'field_gone',
  'ambiguous',
  'not_found',
  'forbidden',
  'manager_gone',
] as const;

export type FindingKind = (typeof findingKinds)[number];

/** The kind that a stored text means; undefined: nothing is wrong. */
export function findingKindOf(text: string | null | undefined): FindingKind | undefined {
  return findingKinds.find((kind) => kind === text);
}
