import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import { german } from './words.de';

const english = {
  title: 'Users',
  description: 'Who may sign in, and what each may do.',
  add: 'Invite a user',
  search: 'Search users',
  nothingFound: (search: string) => `Nobody has “${search}” in name or address.`,
  columns: {
    name: 'Name',
    email: 'E-mail',
    role: 'Role',
    projects: 'Projects',
    state: 'State',
    lastSignIn: 'Last sign-in',
    actions: 'Actions',
  },
  you: 'you',
  allProjects: 'All projects',
  noProjects: 'No project',
  roles: {
    admin: { label: 'Admin', help: 'Everything: secret managers, keys, people, all projects.' },
    builder: { label: 'Builder', help: 'Makes connections of their projects and binds fields to secrets.' },
    support: {
      label: 'Support',
      help: 'Sees what is cached and what failed, refreshes and clears. Changes nothing else.',
    },
  },
  states: { active: 'Active', disabled: 'Disabled', invited: 'Invited' },
  invitationEnds: 'link ends',
  invitationEnded: 'link has ended',
  form: {
    addTitle: 'Invite a user',
    addText:
      'You get a link to pass on yourself; Latchkey sends no mail. They choose their own password with it.',
    editTitle: 'Change a user',
    name: 'Name',
    email: 'E-mail address',
    role: 'Role',
    projects: 'Projects',
    projectsHelp:
      'What is scoped to projects is seen by their members alone. Platform-wide things are seen by all.',
    submit: 'Make the invitation',
    save: 'Save',
    saved: (name: string) => `${name} is changed`,
  },
  edit: 'Change',
  disable: {
    action: 'Disable',
    title: (name: string) => `Disable ${name}?`,
    text: 'They are signed out everywhere at once and cannot sign in. What they made stays. They can be enabled again.',
    keys: (count: number) =>
      count === 1
        ? 'They made an API key that still works:'
        : `They made ${numberText(count)} API keys that still work:`,
    moreKeys: (count: number) => `and ${numberText(count)} more`,
    endKeys: 'End these keys too',
    endKeysHelp:
      'Workloads that use them are refused at once. Otherwise the keys work on without this person.',
    done: (name: string) => `${name} is disabled`,
  },
  invitation: {
    action: 'Invite again',
    title: 'An invitation link',
    text: (email: string) =>
      `Give it to ${email} yourself, and to nobody else: Latchkey sends no mail. It works once, for seven days; one made before stops working. It is shown this once.`,
    label: 'The link',
    copy: 'Copy the link',
    done: 'I have passed it on',
  },
  reset: {
    action: 'Link for a new password',
    title: 'A link for a new password',
    text: (email: string) =>
      `Give it to ${email} yourself, and to nobody else: Latchkey sends no mail. It works once, for a day; one made before stops working. They are signed out everywhere when they set the new password.`,
    label: 'The link',
    copy: 'Copy the link',
    done: 'I have passed it on',
  },
  enable: { action: 'Enable', done: (name: string) => `${name} can sign in again` },
  more: (name: string) => `More for ${name}`,
} as const;

/** Words of the Users page. */
export const words = inLanguages({ en: english, de: german });
