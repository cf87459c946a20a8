import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import type { askReasons, VersionCause } from '@/lib/connections/version-schema';
import { german } from './words.de';

const causes: Record<VersionCause, string> = {
  'connection.created': 'Created',
  'connection.updated': 'Changed',
  'connection.restored': 'Restored',
  'connection.healed': 'Names updated from the secret manager',
  'connection.followed_name': 'Bound to a new item of the same name',
  'connection.disabled': 'Disabled',
  'connection.enabled': 'Enabled',
  'connection.tagged': 'Tags changed',
  'connection.repointed': 'Moved to another secret manager',
  'connection.repoint_undone': 'Move to another secret manager undone',
  'secret_manager.removed': 'Secret manager removed',
  recorded: 'State when the history began',
};

const reasons: Record<(typeof askReasons)[number], string> = {
  typed_secret: 'Typed secrets are not stored in the history. Enter it again.',
  secret_manager_removed: 'Its secret manager was removed. Enter a value; you can bind it again later.',
};

const english = {
  label: 'Versions',
  intro: (most: number) =>
    `The latest ${numberText(most)} versions are kept. Typed secrets are never stored here: you only see that they changed.`,
  audit: 'Open in the audit log',
  version: (number: number) => `Version ${numberText(number)}`,
  current: 'Current',
  causes,
  restoredFrom: (number: number) => `Restored from version ${numberText(number)}`,
  via: { user: 'in the console', 'api-key': 'over the API', system: 'by Latchkey' } as Record<string, string>,
  latchkey: 'Latchkey',
  noBefore: 'The version before is not available, so there is nothing to compare with.',
  changes: {
    label: (number: number) => `Changes in version ${numberText(number)}`,
    columns: { part: 'What', before: 'Before', after: 'After' },
    key: 'Key',
    name: 'Name',
    access: 'Access',
    tags: 'Tags',
    environment: 'Environment',
    wholeOf: (title: string) => `all variables of ${title}`,
    onlyOf: (names: string, title: string) => `${names} of ${title}`,
    prefixed: (prefix: string) => `prefix ${prefix}`,
    enabled: 'State',
    isEnabled: 'Enabled',
    isDisabled: 'Disabled',
    nothing: 'Not set',
    noTags: 'None',
    empty: 'Empty',
    secret: 'Typed secret',
    secretAgain: 'Typed secret, changed',
    inText: 'in a text',
    otherText: 'in a text, changed',
    followsName: 'follows the name',
    staysWithItem: 'stays with its item',
  },
  restore: {
    open: 'Restore this version',
    title: (number: number) => `Restore version ${numberText(number)}?`,
    text: 'It becomes a new version. Workloads get it with their next read.',
    changesLabel: 'What restoring changes',
    nothing: 'Nothing to restore: the connection already looks like this version.',
    keepsEnabled: 'Whether the connection is enabled stays as it is.',
    stays: (names: string) =>
      `Typed secrets are not stored in the history, so the current ones stay: ${names}.`,
    loses: (names: string) => `The secrets typed here will be deleted for good: ${names}.`,
    keyTaken: 'Another connection has this key now, so the current key stays.',
    environmentLost:
      'The secret manager of its Environment was removed. The connection keeps the Environment that it has now.',
    goneProjects: (count: number) =>
      count === 1
        ? 'One of its projects no longer exists and is left out.'
        : `${numberText(count)} of its projects no longer exist and are left out.`,
    reasons,
    leaveOut: 'Leave this field out',
    unverified: 'Restore without checking the references',
    confirm: 'Restore',
    done: (number: number) => `Version ${numberText(number)} is restored`,
    undo: 'Undo',
  },
} as const;

/** What the history of a connection says. */
export const historyWords = inLanguages({ en: english, de: german });
