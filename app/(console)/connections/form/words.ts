import { inLanguages } from '@/components/words/languages';
import { german } from './words.de';

const english = {
  what: {
    title: 'Connection',
    help: 'The name people see and the key workloads use.',
    name: 'Name',
    namePlaceholder: (app: string) => `${app} live`,
    key: 'Key',
    keyHelp: 'Workloads use this key. It follows the name until you edit it.',
    keyHelpSaved: 'Workloads ask for it by this key.',
    keyWarning: (key: string) =>
      `Workloads that still ask for “${key}” get “not found” once you save. Change them first.`,
    keyTaken: 'Another connection has this key.',
    takeKey: (key: string) => `Use ${key}`,
    copyKey: 'Copy the key',
  },
  who: {
    title: 'Access',
    label: 'Who may use it',
    help: 'With chosen projects, its fields can be bound only to secrets that each of them may use.',
    platform: 'Workloads and builders of every project.',
    project: 'Only workloads and builders of these projects.',
    chooseProject: 'Choose at least one project.',
    own: 'Only workloads and builders of these projects. Admins create platform-wide connections.',
  },
  fields: {
    title: 'Fields',
    help: 'Bind each credential to a secret with the key icon; it then stays in the secret manager. What you type instead is encrypted here and is not shown again.',
  },
  field: {
    menu: (label: string) => `More for ${label}`,
    addText: 'Add text around it',
    portWrong: 'A port is a number from 1 to 65535.',
    set: 'Set',
    setHint: 'not shown again',
    replace: 'Replace',
    replaceFor: (label: string) => `Replace ${label}`,
    keep: 'Keep the present value',
    replacing: 'The present value is replaced when you save.',
    unbound: (names: string) => `No longer bound to ${names}.`,
    undo: 'Undo',
    unbind: (label: string) => `Unbind ${label} and type instead`,
    change: (label: string, names: string) => `${label}, bound to ${names}. Press to change, Enter to test`,
    changeTip: 'Press to change, Enter to test',
    test: (label: string) => `Test ${label}`,
    verified: 'Verified when bound',
    broken: 'Not found any more',
    managerAway: (name: string, state: string) => `${name} cannot be asked now: ${state}`,
    chosen: 'Checked on save',
    unverified: 'Unverified',
    unverifiedHint:
      'The secret manager could not be asked. The reference is looked up when a workload asks for it.',
    saveUnverified: 'Save unverified',
    unset: 'Missing: the app needs this.',
    secretPlaceholder: 'Enter a value or pick a secret',
    follow: {
      label: 'If its item is removed',
      manager: (what: string) => `As the secret manager says: ${what.toLowerCase()}`,
      no: 'Not found',
      yes: 'Follow its name',
    },
    copyReference: 'Copy the reference',
    copied: 'The reference is copied',
    testShort: 'Test',
    missing: 'Required. Enter a value or pick a secret.',
    missingPlain: 'Required. Enter a value.',
    referenceTyped: 'This is a reference, not the value itself. Bind it with the key icon.',
  },
  around: {
    label: 'Text around the secret',
    help: '{{secret}} stands where the secret goes, character for character. Builders and admins can read this text: write no other secret into it.',
    address:
      'In an address, too: @ / : # or % in the secret is not percent-encoded. If the secret has such characters, keep it encoded in the secret manager, or give workloads its parts in fields of their own.',
    preview: 'Workloads get',
    remove: 'Remove the text',
    wrong: 'The text has {{secret}} in it exactly once, where the secret goes.',
    inAddress:
      'A secret does not go into an address: whoever the address names would get it. Use a field of its own, such as a token.',
    look: 'Fix the text around it.',
    inText: 'inside a text',
  },
  own: {
    add: 'Add a field',
    nameLabel: 'Field name',
    namePlaceholder: 'apiToken',
    valueLabel: (name: string) => (name ? `Value of ${name}` : 'Value'),
    value: 'Value',
    remove: (name: string) => (name ? `Remove the field ${name}` : 'Remove this field'),
    nameWrong: 'A field name begins with a letter and has letters, digits, _ . and -.',
    nameTaken: 'Another field has this name.',
    nameLocked:
      'Its value is stored under this name and cannot be shown again. Replace the value to rename it.',
    none: 'No fields yet. Add the first one.',
  },
  suggestion: {
    title: (item: string, count: number) =>
      count === 1
        ? `${item} also has a field that fits here. Bind it too?`
        : `${item} also has fields that fit here. Bind them too?`,
    bind: (label: string) => `Bind ${label}`,
    bindAll: (count: number) => `Bind all ${count}`,
    dismiss: 'No, thanks',
  },
  save: {
    create: 'Create connection',
    update: 'Save changes',
    cancel: 'Cancel',
    discard: 'Discard changes',
    created: (name: string) => `${name} is ready`,
    createdHint: 'Workloads can ask for it by its key.',
    useFromCode: 'Use from code',
    saved: (name: string) => `${name} is saved`,
    unsaved: 'Unsaved changes',
    wrong: (count: number) => (count === 1 ? 'Fix 1 field.' : `Fix ${count} fields.`),
    missing: (count: number) =>
      count === 1 ? 'One field is still empty' : `${count} fields are still empty`,
    saveWithout: 'Save anyway',
  },
  conflict: {
    title: 'Someone else edited this connection',
    text: 'Nothing of yours is lost. Merge their changes into this form: what you changed stays as you typed it. Then look at it and save again.',
    take: 'Merge their changes',
    taken: 'Their changes are merged, with yours on top. Check the form, then save.',
  },
  leave: {
    title: 'Leave without saving?',
    text: 'What you changed here is not saved yet. If you leave now, it is lost.',
    leave: 'Leave without saving',
    stay: 'Stay here',
  },
} as const;

/** What the form of a connection says. */
export const formWords = inLanguages({ en: english, de: german });
