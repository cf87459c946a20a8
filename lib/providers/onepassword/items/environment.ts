/** What a container of the service is. */
export type VaultKind = 'vault' | 'environment';

/** A variable as it was read. */
export interface ReadVariable {
  name: string;
  /** Of its field, which stays when it is renamed. Absent: only the SDK's own reading told of it. */
  id?: string;
  value: string;
  /** 1Password hides it from eyes. */
  isMasked: boolean;
  /** The present one-time password, of a field that makes such. */
  code?: string;
  isOneTimePassword: boolean;
}

/** An Environment as it was read. */
export interface ReadEnvironment {
  id: string;
  title: string;
  /** In the order of 1Password; a name may be empty, or there twice. */
  variables: readonly ReadVariable[];
  /** 0, and the beginning of 1970, where that is not known. */
  version: number;
  updatedAt: Date;
}
