import type { AccessKind } from '@/lib/kernel/access-kinds';

/** The German of feeds.ts. */
export const german = {
  ended: 'Dem Änderungsfeed wird nicht mehr vertraut',
  endedText:
    'Es wurde eine Änderung gefunden, die er nicht gemeldet hatte. Werte folgen wieder den Speicherregeln. Klären Sie in 1Password, warum Ereignisse fehlen, und schalten Sie das Vertrauen dann wieder ein.',
  see: 'Änderungsfeed ansehen',
  seeOf: (name: string) => `Änderungsfeed von ${name} ansehen`,
  access: 'Zugriff im Konto',
  accessOf: (kind: AccessKind, vault: string | null) => accessTexts(vault)[kind],
};

function accessTexts(vault: string | null): Record<AccessKind, string> {
  const toVault = vault === null ? 'einen Tresor' : vault;
  return {
    vault_access_granted: `Zugriff auf ${toVault} wurde gewährt`,
    vault_access_changed: `Zugriff auf ${toVault} wurde geändert`,
    vault_access_revoked: `Zugriff auf ${toVault} wurde entzogen`,
    vault_deleted: `${vault ?? 'Ein Tresor'} wurde gelöscht`,
    service_account_changed: 'Ein Dienstkonto wurde geändert',
    service_account_deleted: 'Ein Dienstkonto wurde gelöscht',
    account_token_created: 'Ein Token eines Dienstkontos wurde erstellt',
    account_token_changed: 'Ein Token eines Dienstkontos wurde geändert',
    account_token_revoked: 'Ein Token eines Dienstkontos wurde widerrufen',
    account_token_expired: 'Ein Token eines Dienstkontos ist abgelaufen',
    account_token_deleted: 'Ein Token eines Dienstkontos wurde gelöscht',
  };
}
