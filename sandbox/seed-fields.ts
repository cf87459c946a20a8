import type { FieldInput } from './fields';
import type { ItemInput } from './items';

/** An item of the seed, before it has a vault. */
export type SeedItem = Omit<ItemInput, 'vault'>;

/** A field whose value is hidden. */
export function secret(label: string, value: string): FieldInput {
  return { label, type: 'Concealed', value };
}

/** A field whose value is shown. */
export function text(label: string, value: string): FieldInput {
  return { label, value };
}

/** A field with a web address. */
export function link(label: string, value: string): FieldInput {
  return { label, type: 'Url', value };
}

/** A field that gives one-time passwords, by the RFC 4648 base32 text of its seed. */
export function oneTimePassword(issuer: string, seed: string): FieldInput {
  const value = `otpauth://totp/${issuer}:admin@example.test?secret=${seed}&issuer=${issuer}&period=30&digits=6`;
  return { label: 'one-time password', type: 'Totp', value };
}

/** A Database item with the fields of 1Password's own template, by its ids and labels. */
export function database(
  title: string,
  place: { kind: string; server: string; port: string; name: string; username: string; password: string },
): SeedItem {
  return {
    title,
    category: 'Database',
    fields: [
      { id: 'database_type', label: 'type', type: 'Menu', value: place.kind },
      { id: 'hostname', label: 'server', value: place.server },
      { id: 'port', label: 'port', value: place.port },
      { id: 'database', label: 'database', value: place.name },
      { id: 'username', label: 'username', value: place.username },
      { id: 'password', label: 'password', type: 'Concealed', value: place.password },
    ],
    tags: ['database'],
  };
}

/** An Email item that says how to send mail. */
export function smtp(
  title: string,
  account: { server: string; username: string; password: string },
): SeedItem {
  return {
    title,
    category: 'Email',
    fields: [
      { id: 'smtp_server', label: 'server', value: account.server },
      { id: 'smtp_port', label: 'port', value: '587' },
      { id: 'smtp_security', label: 'security', type: 'Menu', value: 'TLS' },
      { id: 'smtp_username', label: 'username', value: account.username },
      { id: 'smtp_password', label: 'password', type: 'Concealed', value: account.password },
    ],
  };
}
