/** What of an item tells which entry a reference names. */
export interface ItemFrame {
  id: string;
  vaultId: string;
  title: string;
  /** `Login` and `Password`, by the SDK's names, may have fields that are not shown. */
  category: string;
  sections: readonly ItemSection[];
  version: number;
  updatedAt: Date;
}

export interface ItemSection {
  id: string;
  title: string;
}

/**
 * Something in an item that a reference may name. `outside`: in no section, where a reference with a section never looks.
 * `unknown`: the SDK does not tell its section, or
 * whether it is there at all.
 */
export interface Entry {
  id: string;
  title: string;
  place: 'outside' | 'unknown' | { sectionId: string };
  /** The SDK's field type, or `Notes`, `File`, `SshPublicPart`. */
  type: string;
  /** Undefined: only the SDK's own resolve can give it. */
  value?: string;
  /** The present one-time password. */
  code?: string;
}
