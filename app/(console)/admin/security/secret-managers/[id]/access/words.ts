import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import { german } from './words.de';

const english = {
  title: 'Access',
  description: (name: string) =>
    `Which projects may use which secrets of ${name}. A project that is not listed may use none. Changes apply from the next resolve.`,
  owned: 'It belongs to these projects. Edit the secret manager to add others.',
  projects: 'Projects',
  empty: {
    title: 'No project may use it yet',
    text: 'Until a project is added, its builders can bind nothing of this secret manager and its workloads get nothing from it. Platform-wide connections, which admins create, are not limited.',
    noProjects: 'There are no projects yet. Add one under People, Projects, then come back.',
    toProjects: 'Go to Projects',
  },
  add: 'Add a project',
  addFirst: 'Choose a project',
  allAdded: 'All projects are listed.',
  takeAway: (project: string) => `Remove ${project}`,
  bound: (count: number) => (count === 1 ? '1 bound field' : `${numberText(count)} bound fields`),
  nothing: 'Nothing is selected: this project may not use any of its secrets.',
  save: 'Save access',
  discard: 'Discard changes',
  wrong: (count: number) =>
    count === 1
      ? 'One project has a line that is not a pattern.'
      : `${numberText(count)} projects have lines that are not patterns.`,
  saved: (name: string) => `Access to ${name} is saved`,
  refusedNow: (count: number) =>
    count === 1
      ? '1 bound field is refused from now on. The page shows which.'
      : `${numberText(count)} bound fields are refused from now on. The page shows which.`,
  wouldRefuse: {
    title: (fields: number, connections: number) =>
      `Saving this refuses ${fields === 1 ? '1 bound field' : `${numberText(fields)} bound fields`} of ${connections === 1 ? '1 connection' : `${numberText(connections)} connections`}`,
    text: 'Workloads get an error for these from the next resolve:',
    more: (count: number) => `and ${numberText(count)} more`,
    unknown: 'It is not known which bound fields saving this would refuse.',
  },
  proposal: {
    title: (connection: string, fields: string) => `Proposed for ${connection}: ${fields}`,
    text: 'These patterns are added below and let exactly the refused secrets through. Save to grant them, or change them first.',
    gone: 'Nothing has to be granted: this connection is not refused any more.',
  },
  conflict: {
    title: 'Someone else changed the access',
    text: 'Your changes are safe. Merge theirs: the projects you edited stay as you typed them. Check the result, then save again.',
    take: 'Merge their changes',
    taken: 'Their changes are here, yours on top. Look at it, then save.',
  },
  undo: 'Undo',
  undone: (name: string) => `Access to ${name} is as it was before`,
} as const;

/** Words of the page that sets who may use which secrets. */
export const words = inLanguages({ en: english, de: german });
