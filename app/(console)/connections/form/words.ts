import { inLanguages } from '@/components/words/languages';
import { german } from './words.de';

const english = {
  what: {
    title: 'Connection',
    help: 'How people find it here, and the key by which workloads ask for it.',
    name: 'Name',
    namePlaceholder: (app: string) => `${app} live`,
    key: 'Key',
    keyHelp: 'Workloads ask for it by this key. It is made from the name until you change it.',
    keyHelpSaved: 'Workloads ask for it by this key.',
    keyWarning: (key: string) =>
      `Workloads that still ask for “${key}” get “not found” once you save. Change them first.`,
    copyKey: 'Copy the key',
  },
  who: {
    title: 'Access',
    label: 'Who may use it',
    help: 'A secret manager that only some projects may use can be bound only if this connection is for no project beyond them.',
    platform: 'Workloads and builders of every project.',
    project: 'Workloads and builders of these projects alone.',
  },
  fields: {
    title: 'Fields',
    help: 'Bind each credential to a secret with the key icon; it then stays in 1Password. What you type instead is encrypted here and is not shown again.',
  },
  field: {
    menu: (label: string) => `More for ${label}`,
    bind: 'Bind to a secret',
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
    verified: 'Found when it was bound',
    broken: 'Not found any more',
    managerAway: (name: string, state: string) => `${name} cannot be asked now: ${state}`,
    chosen: 'Is checked when you save',
    unverified: 'Unverified',
    unverifiedHint: '1Password could not be asked. It is looked up when a workload asks for it.',
    saveUnverified: 'Save unverified',
    unset: 'Missing: the app needs this.',
    secretPlaceholder: 'Type it, or choose it with the key',
    copyReference: 'Copy the reference',
    copied: 'The reference is copied',
    testShort: 'Test',
    missing: 'The app needs this. Type it, or bind it with the key icon.',
    missingPlain: 'The app needs this.',
    referenceTyped: 'This is a reference, not the value itself. Bind it with the key icon.',
  },
  around: {
    label: 'Text around the secret',
    help: '{{secret}} stands where the secret goes, character for character. Builders and admins can read this text: write no other secret into it.',
    address:
      'In an address, too: @ / : # or % in the secret is not percent-encoded. If the secret has such characters, keep it encoded in 1Password, or give workloads its parts in fields of their own.',
    preview: 'Workloads get',
    remove: 'Take the text away',
    wrong: 'The text has {{secret}} in it exactly once, where the secret goes.',
    inAddress:
      'A secret does not go into an address: whoever the address names would get it. Use a field of its own, such as a token.',
    look: 'The text around it needs another look.',
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
    title: (item: string) => `${item} has more that fits here. Bind it too?`,
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
    wrong: (count: number) =>
      count === 1 ? 'One field needs another look.' : `${count} fields need another look.`,
    missing: (count: number) =>
      count === 1 ? 'One field is still empty' : `${count} fields are still empty`,
    saveWithout: 'Save as it is',
  },
  conflict: {
    title: 'Somebody changed this connection meanwhile',
    text: 'Nothing of yours is lost. Take their changes over into this form: what you changed stays as you typed it. Then look at it and save again.',
    take: 'Take their changes over',
    taken: 'Their changes are in the form, yours on top. Look at it, then save.',
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
