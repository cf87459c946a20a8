import type { ErrorCode } from './error-codes';

/**
 * What can be wrong with a bound reference, as a scan or a read finds it.
 * `deleted`: not in its vault, and nowhere else under its title; `forbidden`: the token no longer sees the vault or
 * item; `not_found`: names that were never found; `missing`: a read found nothing there, and no scan has told why yet;
 * `unreadable`: it is there and cannot be read.
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
  'missing',
  'unreadable',
] as const;

export type FindingKind = (typeof findingKinds)[number];

/** The kind that a stored text means; undefined: nothing is wrong. */
export function findingKindOf(text: string | null | undefined): FindingKind | undefined {
  return findingKinds.find((kind) => kind === text);
}

/** The kind that the failed read of a bound reference means, by its error code. */
export function findingKindOfRead(code: ErrorCode): FindingKind {
  switch (code) {
    case 'secret_ambiguous':
      return 'ambiguous';
    case 'secret_forbidden':
      return 'forbidden';
    case 'secret_unreadable':
      return 'unreadable';
    default:
      return 'missing';
  }
}
