import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import { german } from './words.de';

const english = {
  title: 'Users',
  description: 'Who may sign in, and what each person may do.',
  add: 'Invite a user',
  search: 'Search users',
  nothingFound: (search: string) => `No user matches “${search}”.`,
  columns: {
    name: 'Name',
    email: 'Email',
    role: 'Role',
    projects: 'Projects',
    state: 'State',
    lastSignIn: 'Last sign-in',
    actions: 'Actions',
  },
  you: 'you',
  allProjects: 'All projects',
  noProjects: 'No project',
  states: { active: 'Active', disabled: 'Disabled', invited: 'Invited' },
  invitationEnds: 'link expires',
  invitationEnded: 'link has expired',
  form: {
    addTitle: 'Invite a user',
    addText:
      'You get a link to send them, and they choose their own password with it. Latchkey sends no email.',
    editTitle: 'Edit user',
    name: 'Name',
    email: 'Email address',
    role: 'Role',
    projects: 'Projects',
    projectsHelp: 'Only its members see what belongs to a project. Everybody sees what is platform-wide.',
    submit: 'Create invitation',
    save: 'Save',
    saved: (name: string) => `${name} is saved`,
  },
  edit: 'Edit',
  disable: {
    action: 'Disable',
    title: (name: string) => `Disable ${name}?`,
    text: 'They are signed out everywhere at once and cannot sign in. What they created stays. You can enable them again.',
    keys: (count: number) =>
      count === 1
        ? 'This person created an API key that still works:'
        : `This person created ${numberText(count)} API keys that still work:`,
    keysOrMore: (count: number) =>
      `This person created more than ${numberText(count)} API keys that still work:`,
    moreKeys: (count: number) => `and ${numberText(count)} more`,
    looking: 'Looking for API keys that this person created',
    unknownKeys:
      'The API keys that this person created cannot be listed now. Look at them under API keys afterwards.',
    choice: 'Their API keys',
    choices: {
      end: { label: 'Revoke them', help: 'Workloads that use them are refused from the next request.' },
      keep: {
        label: 'Keep them',
        help: 'They keep working, also for this person if they know one. You can revoke or rotate each under API keys.',
      },
    },
    choose: 'Choose first what happens to their API keys.',
    revoked: (count: number) =>
      count === 1 ? '1 API key is revoked' : `${numberText(count)} API keys are revoked`,
    done: (name: string) => `${name} is disabled`,
  },
  endKeys: {
    action: 'Revoke their API keys',
    title: (name: string) => `Revoke the API keys of ${name}?`,
    none: 'This person created no API key that still works.',
    text: 'Workloads that use them are refused from the next request. This cannot be undone.',
    confirm: 'Revoke',
  },
  invitation: {
    action: 'Invite again',
    title: 'Invitation link',
    text: (email: string) =>
      `Send it to ${email} yourself, and to nobody else: Latchkey sends no email. It works once, for seven days; an earlier link stops working. It is shown only now.`,
    label: 'One-time link',
    copy: 'Copy link',
    done: 'I have copied it',
  },
  reset: {
    action: 'Reset password',
    title: 'Password reset link',
    text: (email: string) =>
      `Send it to ${email} yourself, and to nobody else: Latchkey sends no email. It works once, for a day; an earlier link stops working. They are signed out everywhere when they set the new password.`,
    label: 'One-time link',
    copy: 'Copy link',
    done: 'I have copied it',
  },
  enable: { action: 'Enable', done: (name: string) => `${name} can sign in again` },
  more: (name: string) => `More for ${name}`,
} as const;

/** Words of the Users page. */
export const words = inLanguages({ en: english, de: german });
