/** Words about secret managers that more than one area uses. */
export const managerWords = {
  provider: { onepassword: '1Password' },
  status: {
    connected: 'Connected',
    degraded: 'Degraded: serving stale',
    refused: 'Token refused',
    rate_limited: 'Rate limited',
    unreachable: 'Unreachable',
    untested: 'Never tested',
  },
  rateLimitedUntil: (time: string) => `Rate limited until ${time}`,
  scope: {
    platform: 'All projects',
    platformHelp: 'Everybody who may use it here can.',
    project: 'Chosen projects',
    projectHelp: 'Only these projects can use it.',
    projects: (count: number) => (count === 1 ? '1 project' : `${count} projects`),
    nobody: 'No project',
    label: 'Who may use it',
    chooseProjects: 'Projects',
    noProjects: 'There are no projects yet. An admin adds them under People, Projects.',
    emptyDenies: 'With no project chosen, nobody can use it.',
  },
} as const;
