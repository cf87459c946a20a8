/** One secret of a store: its members by name. */
export interface StoredSecret {
  members: Readonly<Record<string, string>>;
  version: number;
  updatedAt: string;
}

/** What the tests' own kind reads: secrets by their path, and tokens with the mounts that each sees. */
export class MemoryStore {
  readonly secrets = new Map<string, StoredSecret>();
  readonly tokens = new Map<string, readonly string[]>();
  readonly requests: string[] = [];
  isDown = false;

  /** Writes a secret, such as `team/apps/db`, and what it holds. */
  put(path: string, members: Readonly<Record<string, string>>): void {
    const version = (this.secrets.get(path)?.version ?? 0) + 1;
    this.secrets.set(path, {
      members,
      version,
      updatedAt: new Date(1_700_000_000_000 + version).toISOString(),
    });
  }

  remove(path: string): void {
    this.secrets.delete(path);
  }

  /** A token that sees these mounts. */
  mint(...mounts: string[]): string {
    const token = `memory-${this.tokens.size + 1}`;
    this.tokens.set(token, mounts);
    return token;
  }

  revoke(token: string): void {
    this.tokens.delete(token);
  }
}
