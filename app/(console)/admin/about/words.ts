import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import { german } from './words.de';

const english = {
  title: 'About',
  description: 'What is running here. All of it is set by the environment when Latchkey starts.',
  program: {
    title: 'Program',
    version: 'Version',
    node: 'Node.js',
    started: 'Started',
    address: 'Address',
    log: 'Log level',
  },
  store: {
    title: 'Database and keys',
    database: 'Database',
    embedded: (folder: string) => `Embedded, in ${folder}`,
    server: (host: string) => `PostgreSQL server at ${host}`,
    masterKey: 'Master key',
    masterKeyGiven: 'From LATCHKEY_MASTER_KEY',
    masterKeyFile: (folder: string) =>
      `Made in ${folder}, master.key. Keep a copy: nothing sealed opens without it.`,
  },
  keys: {
    title: 'Master keys',
    key: (id: string) => `Key ${id}`,
    current: 'The current key',
    left: (count: number) => `${numberText(count)} left to re-encrypt`,
    leftText:
      'Keep it in LATCHKEY_MASTER_KEY_PREVIOUS until nothing is left; re-encryption continues in the background.',
    unused: 'Seals nothing',
    unusedText:
      'Take it out of LATCHKEY_MASTER_KEY_PREVIOUS once every process starts with the current key. Keep it as long as backups from before.',
    seals: (credentials: number, fields: number, versions: number, entries: number) =>
      `Seals ${numberText(credentials)} credentials, ${numberText(fields)} field values, ${numberText(versions)} versions of connections, ${numberText(entries)} cached values.`,
  },
  providers: {
    title: '1Password',
    hosts: 'Sign-in addresses',
    own: '1Password’s own, over https',
    timeout: 'Deadline of a request',
  },
  health: {
    title: 'Parts',
    up: 'Up',
    down: 'Down',
    storage_full: 'The disk is full: it is read, changes are refused',
    storage_read_only: 'Takes no changes: it is read, changes are refused',
    database_unavailable: 'Cannot be reached: what is known is read, everything else is refused',
    stopping: 'Latchkey is stopping.',
    names: { database: 'Database', keyring: 'Keyring', onepassword: '1Password’s library' } as Record<
      string,
      string
    >,
  },
  links: { title: 'For machines', openapi: 'API contract (OpenAPI)', metrics: 'Metrics (Prometheus)' },
} as const;

/** Words of the About page. */
export const words = inLanguages({ en: english, de: german });
