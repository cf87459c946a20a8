import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import { german } from './words.de';

const english = {
  tags: {
    label: 'Tags',
    add: 'Add a tag',
    addShort: 'Tag',
    input: 'Tag',
    placeholder: 'payments',
    suggestions: 'Tags in use',
    make: (tag: string) => `Add “${tag}”`,
    count: (connections: number) =>
      connections === 1 ? '1 connection' : `${numberText(connections)} connections`,
    remove: (tag: string) => `Remove the tag ${tag}`,
    filter: (tag: string) => `Show connections with the tag ${tag}`,
    more: (count: number) => `+${numberText(count)}`,
  },
  disabled: {
    badge: 'Disabled',
    title: 'This connection is disabled',
    text: 'Workloads that ask for it get “not permitted” with the reason “disabled”. Nothing of it is lost.',
  },
  toggle: {
    disable: 'Disable',
    enable: 'Enable',
    disabled: (name: string) => `${name} is disabled`,
    enabled: (name: string) => `${name} is enabled`,
    undo: 'Undo',
  },
  duplicate: {
    action: 'Duplicate',
    title: (name: string) => `Duplicate ${name}`,
    text: 'Typed values are copied and encrypted again; bound fields stay bound to the same secrets.',
    name: 'Name',
    key: 'Key',
    keyHelp: 'Workloads ask for the copy by this key.',
    copyOf: (name: string) => `${name} copy`,
    confirm: 'Duplicate',
    done: (name: string) => `${name} is made`,
    whileDirty: 'The copy is made of what is saved, not of unsaved changes.',
  },
  bulk: {
    label: 'Selected connections',
    select: (name: string) => `Select ${name}`,
    selectAll: 'Select all that are shown',
    selected: (count: number) => `${numberText(count)} selected`,
    column: 'Selection',
    notYours: 'Not yours to change: it belongs to the whole platform, or to projects that are not all yours.',
    leftOut: (count: number) =>
      count === 1
        ? '1 is left out: not yours to change'
        : `${numberText(count)} are left out: not yours to change`,
    allThatFit: 'Select all that match',
    none: 'Select none',
    tag: 'Tag',
    repoint: 'Re-point',
    remove: 'Remove',
    manyDisabled: (count: number) =>
      count === 1 ? '1 connection is disabled' : `${numberText(count)} connections are disabled`,
    manyEnabled: (count: number) =>
      count === 1 ? '1 connection is enabled' : `${numberText(count)} connections are enabled`,
    sameAlready: 'Nothing to change',
    disableTitle: (count: number) =>
      count === 1 ? 'Disable 1 connection?' : `Disable ${numberText(count)} connections?`,
    disableText: 'Workloads that ask for these get “not permitted” until they are enabled again:',
    removeTitle: (count: number) =>
      count === 1 ? 'Remove 1 connection?' : `Remove ${numberText(count)} connections?`,
    removeText:
      'Workloads that ask for these get “not found” from now on, and what was typed into them is gone for good:',
    removeWord: 'remove',
    removeDone: (count: number) =>
      count === 1 ? '1 connection is removed' : `${numberText(count)} connections are removed`,
    removeFailed: (keys: string) => `Not removed: ${keys}`,
    andMore: (count: number) => `and ${numberText(count)} more`,
    tagTitle: (count: number) => (count === 1 ? 'Tag 1 connection' : `Tag ${numberText(count)} connections`),
    tagText: 'New tags are added to all of them. Remove a tag to remove it from all of them.',
    tagDone: (count: number) =>
      count === 1 ? 'Tags of 1 connection changed' : `Tags of ${numberText(count)} connections changed`,
    tagSave: 'Change tags',
    nothing: 'Choose a tag first.',
  },
  repoint: {
    title: 'Re-point to another secret manager',
    text: 'The same vault, item and field names are looked for there. You see what would happen before anything changes.',
    from: 'From',
    to: 'To',
    choose: 'Choose a secret manager',
    noOther: 'There is no other secret manager to choose. Connect one first.',
    look: 'Preview',
    chooseFirst: 'Choose both secret managers first.',
    looking: 'Looking for the same names',
    progress: 'Re-pointing',
    applied: (done: number, all: number) => `${numberText(done)} of ${numberText(all)} connections`,
    apply: (count: number) =>
      count === 0 ? 'Re-point' : count === 1 ? 'Re-point 1 field' : `Re-point ${numberText(count)} fields`,
    nothingFits: 'None of the fields was found there.',
    summary: (fine: number, left: number) =>
      left === 0
        ? `All ${numberText(fine)} found`
        : `${numberText(fine)} found, ${numberText(left)} stay as they are`,
    requests: (preview: number, apply: number) =>
      `The preview took ${preview === 1 ? '1 request' : `${numberText(preview)} requests`}${apply === 0 ? '' : `; applying takes about ${numberText(apply)}`}.`,
    notWhole: 'The first 10,000 connections are shown. Re-point these, then the next.',
    list: 'What would happen',
    outcomes: {
      fine: 'Found',
      not_found: 'Not found',
      ambiguous: 'Ambiguous',
      not_served: 'Refused',
      not_yours: 'Not yours to change',
      unreadable: 'Not readable',
    },
    at: { vault: 'no vault of this name', item: 'no item of this name', field: 'no field of this name' },
    twice: {
      vault: 'several vaults of this name',
      item: 'several items of this name',
      field: 'several fields of this name',
    },
    notYours: 'the connection is not wholly yours to change',
    notServed: 'it does not serve all projects of the connection',
    unreadable: 'the secret manager could not read the item',
    unused: 'No connection you can see is bound to it.',
    done: (fields: number, connections: number) =>
      `${fields === 1 ? '1 field' : `${numberText(fields)} fields`} of ${connections === 1 ? '1 connection' : `${numberText(connections)} connections`} re-pointed`,
    left: (keys: string, more: number) =>
      `Left as they are: ${keys}${more > 0 ? ` and ${numberText(more)} more` : ''}`,
    undo: 'Undo',
    undone: (connections: number) =>
      connections === 1
        ? '1 connection is bound as before'
        : `${numberText(connections)} connections are bound as before`,
    action: 'Re-point connections',
  },
  list: {
    state: 'State',
    anyState: 'Any state',
    states: {
      broken: 'Broken',
      unserved: 'Workloads fail',
      manager_in_trouble: 'Secret manager unhealthy',
      refused: 'Refused',
      disabled: 'Disabled',
      enabled: 'Enabled',
    },
    tag: 'Tag',
    anyTag: 'Any tag',
    sort: 'Sort by',
    sorts: { name: 'By name', updated: 'Last changed', read: 'Last read', app: 'By app' },
    broken: (count: number) => `${numberText(count)} broken`,
    refused: (count: number) => `${numberText(count)} refused`,
  },
} as const;

/** Words of arranging connections: tags, copies, switching off, re-pointing. */
export const arrangeWords = inLanguages({ en: english, de: german });
