import { encodeParts } from './parts';

/** Where a sealed value lives. Sealed in one place, it does not open in another. */
export interface SealContext {
  readonly bytes: Uint8Array;
}

/** The place of a sealed value: its table, the id of its row (which must never change) and its field. */
export function sealContext(table: string, rowId: string, field: string): SealContext {
  return { bytes: encodeParts([table, rowId, field]) };
}
