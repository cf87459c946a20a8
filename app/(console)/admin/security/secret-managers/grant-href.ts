export interface GrantWanted {
  secretManagerId: string;
  /** The key of the connection that is refused. */
  connection: string;
  /** Absent: all of its refused fields. */
  field?: string;
  /** Where saving leads back to. */
  from: 'report' | 'connection' | 'manager';
}

/** The access page of a secret manager with the grant proposed that a refused connection lacks; the page works it out. */
export function grantHref({ secretManagerId, ...wanted }: GrantWanted): string {
  return `/admin/security/secret-managers/${secretManagerId}/access?${new URLSearchParams({ ...wanted })}`;
}
