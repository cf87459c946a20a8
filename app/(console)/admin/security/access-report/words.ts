import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import { german } from './words.de';

const english = {
  title: 'Access report',
  description: 'What the rules of access refuse now, and what should be reviewed, each with the next step.',
  search: 'Search the report',
  count: (count: number) => numberText(count),
  empty: {
    title: 'Nothing is refused',
    text: 'The projects of every connection may use the secrets it is bound to, and no key or person needs a review. Come back after an upgrade, or after access to a secret manager was reduced.',
  },
  nothing: {
    title: 'No matches',
    text: 'Search for a connection, a reference, a project, a key or a person.',
    clear: 'Show all',
  },
  parts: {
    fields: 'Refused fields',
    fieldsText:
      'Workloads are refused these connections until each field is granted or bound to another secret.',
    others: 'Other refusals',
    reviews: 'To review',
    reviewsText: 'These work. Check that they are wanted.',
  },
  columns: {
    field: 'Connection and field',
    secret: 'Secret',
    projects: 'Projects',
    why: 'Why it is refused',
    next: 'Next step',
  },
  reasons: {
    not_granted: 'Not granted',
    other_projects: 'Belongs to other projects',
    not_platform_wide: 'Not platform-wide',
    no_project: 'Connection has no project',
  },
  noProject: { none: 'None', all: 'All projects' },
  kinds: {
    field_refused: 'Refused',
    key_narrowed: 'Reads less than before',
    key_reads_references: 'Reads by reference',
    key_of_disabled_person: 'Creator is disabled',
    admin_key_narrowed: 'Admin of some projects',
    person_without_project: 'No project',
    person_without_role: 'No role',
    platform_wide_of_builder: 'Platform-wide',
    shared_by_projects: 'Shared by projects',
  },
  next: {
    grant: 'Grant access',
    grantFor: (field: string) => `Grant access: ${field}`,
    access: 'Open access',
    manager: 'Open secret manager',
    connection: 'Open connection',
    key: 'Open API key',
    user: 'Open user',
  },
} as const;

/** Words of the access report. */
export const words = inLanguages({ en: english, de: german });
