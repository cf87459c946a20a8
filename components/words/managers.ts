import { inLanguages } from './languages';
import { german } from './managers.de';
import { numberText } from './numbers';

const english = {
  provider: { onepassword: '1Password', 'onepassword-connect': '1Password Connect' },
  status: {
    connected: 'Connected',
    degraded: 'Degraded: serving stale',
    refused: 'Token refused',
    rate_limited: 'Rate limited',
    unreachable: 'Unreachable',
    untested: 'Never tested',
  },
  rateLimitedUntil: (time: string) => `Rate limited until ${time}`,
  requests: {
    open: 'Paused',
    halfOpen: 'Next read tries again',
    closed: 'Normal',
    /** Of a limit: whose requests count, in how many hours. */
    window: (per: 'credential' | 'account', hours: number) => {
      const whose = per === 'credential' ? 'this token' : 'the account';
      return hours === 1 ? `This hour, ${whose}` : `In ${hours} hours, ${whose}`;
    },
    used: (used: number, limit: number) => `${numberText(used)} of ${numberText(limit)}`,
    usedWithout: (used: number) => `${numberText(used)}, without a limit`,
    ofLimit: (limit: number) => `of ${numberText(limit)}`,
    others: 'These limits are used by others too',
    othersText:
      'The figures count what Latchkey asked. 1Password counts the whole account, and says that one of its limits is used up. Its command line shows what it counts:',
    othersCommand: 'What 1Password counts',
    setFreshTime: (time: string) => `Set the fresh time to ${time}`,
    freshTimeSet: (time: string) => `Values are fresh for ${time} from now on`,
    yielding:
      'Most of the limit is used: Latchkey refreshes nothing ahead until it renews, so that workloads come first.',
    letThrough: 'Resume requests',
    letThroughDone: 'Requests are resumed; the next read shows whether it works',
  },
  scope: {
    platform: 'All projects',
    platformHelp: 'Every project, also later ones. What each one may use of it is set under Access.',
    project: 'Chosen projects',
    projectHelp: 'Only these projects can use it.',
    projects: (count: number) => (count === 1 ? '1 project' : `${count} projects`),
    nobody: 'No project',
    noProjectYet: 'Platform-wide only, no project yet',
    label: 'Who may use it',
    chooseProjects: 'Projects',
    noProjects: 'There are no projects yet. An admin adds them under People, Projects.',
    emptyDenies: 'With no project chosen, nobody can use it.',
  },
} as const;

/** Words about secret managers that more than one area uses. */
export const managerWords = inLanguages({ en: english, de: german });
