import { encodeParts } from './parts';

/** Where a sealed value lives. Sealed in one place, or for one version of its row, it does not open in another. */
export interface SealContext {
  readonly table: string;
  /** Table, row, field and version, as an envelope is bound to them. */
  readonly bytes: Uint8Array;
  /** The same without the version, for envelopes of version 1. */
  withoutVersion(): Uint8Array;
}

/**
 * The place of a sealed value: its table, the id of its row (which must never change), its field and the version of the
 * row, a number that grows whenever another value is sealed there. What is sealed once and for all has version 0.
 */
export function sealContext(
  table: string,
  rowId: string,
  field: string,
  version: number | bigint,
): SealContext {
  return {
    table,
    bytes: encodeParts([table, rowId, field, String(version)]),
    withoutVersion: () => encodeParts([table, rowId, field]),
  };
}
