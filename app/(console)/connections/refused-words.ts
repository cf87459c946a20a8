import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import { german } from './refused-words.de';

const english = {
  status: 'Refused',
  title: (count: number) =>
    count === 1 ? 'Workloads are refused: 1 field' : `Workloads are refused: ${numberText(count)} fields`,
  reasons: {
    not_granted: (fields: string, manager: string, projects: string, count: number) =>
      `${fields}: “${manager}” does not let ${projects || 'a project of this connection'} use ${count === 1 ? 'this secret' : 'these secrets'}. Access was probably reduced after binding.`,
    other_projects: (fields: string, manager: string) =>
      `${fields}: “${manager}” belongs to other projects than this connection.`,
    not_platform_wide: (fields: string, manager: string) =>
      `${fields}: this connection is platform-wide and “${manager}” belongs to some projects only.`,
    no_project: (fields: string) =>
      `${fields}: this connection belongs to no project, so it may use no secret.`,
  },
  asks: {
    not_granted: (roles: string, manager: string) =>
      `Ask somebody with the role ${roles} to grant it under Platform Admin, Secret Managers, ${manager}, Access.`,
    other_projects: (roles: string) =>
      `Somebody with the role ${roles} can add the projects to the secret manager.`,
    not_platform_wide:
      'A platform admin can give the connection to these projects, or bind a secret of a platform-wide secret manager.',
    no_project: 'A platform admin can choose its projects.',
  },
  bindOther: 'Or bind another secret.',
  grant: 'Grant access',
  field: {
    not_granted: 'Refused: not granted',
    other_projects: 'Refused: belongs to other projects',
    not_platform_wide: 'Refused: not platform-wide',
    no_project: 'Refused: no project',
  },
  list: {
    title: 'Some connections are bound to secrets that their projects may not use',
    show: 'Show them',
    report: 'Open the access report',
  },
} as const;

/** What is said where a connection is refused secrets that it is bound to. */
export const refusedWords = inLanguages({ en: english, de: german });
