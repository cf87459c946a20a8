import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import { german } from './words.de';

const english = {
  test: 'Test again',
  audit: 'See in the audit',
  replace: 'Replace token',
  edit: 'Edit',
  remove: 'Remove',
  more: 'More',
  state: {
    title: 'State',
    status: 'Status',
    since: 'Since',
    tested: 'Tested',
    meanwhile: (length: string) =>
      `Meanwhile, cached values are served as stale for ${length} past their fresh time. Reads of values that are not cached fail.`,
    refusedMeanwhile: (length: string) =>
      `With a refused token, cached values stop working when they are older than ${length}.`,
  },
  requests: {
    title: 'Upstream requests',
    state: 'Requests',
    nextTry: 'Next try',
  },
  account: {
    title: 'Account',
    provider: 'Provider',
    address: 'Signs in at',
    vaults: 'Vaults',
    environments: 'Environments',
    plan: 'Plan',
    noPlan: 'None: no request limits',
    made: 'Connected',
    revision: 'Revision',
    id: 'Id, for the API',
    copyId: 'Copy the id',
    copyServiceAccount: 'Copy its name',
    revisionHelp: 'Grows with each new token and each change of the cache policy.',
  },
  access: {
    title: 'Access',
    editLabel: 'Edit: Access',
    projects: 'Projects that may use it',
    none: 'No project may use it yet',
    noneText:
      'Builders of a project can bind its secrets, and workloads get them, once you choose which. Platform-wide connections, which admins create, can use it already.',
    give: 'Give access',
    nobody: 'Nobody: no project is chosen.',
    chosenByAdmins: 'Admins choose which of its secrets each project may use.',
    others: (count: number) => (count === 1 ? '1 other project' : `${numberText(count)} other projects`),
    bound: (count: number) => (count === 1 ? '1 bound field' : `${numberText(count)} bound fields`),
    more: (count: number) => (count === 1 ? 'and 1 more project' : `and ${numberText(count)} more projects`),
    refused: (count: number) =>
      count === 1 ? '1 bound field is refused' : `${numberText(count)} bound fields are refused`,
    refusedText:
      'The projects of these connections may not use what the fields are bound to, so resolving them fails. Grant access, or bind another secret.',
    grant: 'Grant access',
    grantFor: (field: string) => `Grant access: ${field}`,
    showMore: (count: number) => `${numberText(count)} more`,
    beyond: (count: number) => `and ${numberText(count)} that are not listed`,
  },
  policy: {
    title: 'Cache policy',
    fresh: 'Fresh for',
    freshHelp: 'A value younger than this is used without asking the secret manager.',
    automatic: 'Automatic',
    automaticHelp: (time: string) =>
      `As short as the plan allows for what is bound, at least 5 min. Now ${time}.`,
    automaticNow: (time: string) => `${time} (automatic)`,
    ahead: 'Refresh ahead at',
    aheadHelp: 'Used values are renewed when this much of their fresh time has passed.',
    stale: 'Stale during an outage for',
    staleHelp:
      'How long past that a value may still be used while the secret manager cannot be reached. Answers say so. Not with a refused token.',
    absent: 'Absent for',
    absentHelp: 'How long “does not exist” and “not permitted” are remembered at first.',
    absentMax: 'Absent at most for',
    absentMaxHelp: 'The time doubles while it stays absent, up to this.',
    removed: 'A removed item',
    notFollowed: 'is not found until somebody repairs it',
    followed: 'gives way to the new one of its name',
    follow: 'Follow the name of a removed item',
    followHelp:
      'For tools that re-create items at each rotation: the only item with that name in the same vault takes its place. Each field can choose for itself.',
    fallback: 'Fallback',
    fallbackHelp:
      'Another secret manager with the same secrets. It is read while this one cannot be reached and nothing stored may be used. Not after a refused token.',
    noFallback: 'None',
    otherFallback: 'Another secret manager',
    percent: (ratio: number) => `${Math.round(ratio * 100)} %`,
    sheet: 'Cache policy',
    sheetText: 'For all references of this secret manager. It takes effect with the next read.',
    durationHelp: 'Write times such as 5 min, 1 h 30 min or 1 d.',
    notDuration: 'Write a length of time, such as 5 min, 1 h 30 min or 1 d.',
    notPercent: 'Write a number from 10 to 100.',
    save: 'Save',
    saved: 'Cache policy saved',
    defaults: 'Defaults',
    none: 'not at all',
  },
  rename: {
    sheet: 'Edit',
    name: 'Name',
    save: 'Save',
    saved: 'Saved',
    narrower: 'Connections outside these projects that are bound to it fail until they are bound again.',
  },
  token: {
    sheet: 'Replace token',
    text: 'The new token is tested first. Nothing changes unless it works.',
    label: 'New service account token',
    connectLabel: 'New access token',
    test: 'Test',
    submit: 'Replace',
    changes: 'What it will change',
    changed: {
      account: (from: string, to: string) => `Service account: ${from} becomes ${to}.`,
      sameAccount: (name: string) => `Service account stays ${name}.`,
      address: (from: string, to: string) =>
        `Another account: references bound by id in ${from} are not found in ${to}.`,
      vaults: (before: number, after: number) =>
        before === after
          ? `Sees ${after} vaults, as before.`
          : `Sees ${after} vaults; the old token saw ${before}.`,
      cache: 'All cached values of this secret manager are dropped and read again when they are needed.',
      references: (count: number) =>
        count === 1
          ? '1 bound reference keeps its place.'
          : `${numberText(count)} bound references keep their place.`,
    },
    done: 'Token replaced',
  },
  tested: (name: string) => `${name} works`,
  scan: {
    title: 'References',
    found: 'Found',
    last: 'Last scan',
    next: 'Scheduled',
    cost: 'A scan takes',
    never: 'Never',
    unknown: 'Not looked at yet',
    allWell: 'All where they are bound',
    running: 'Scanning',
    none: 'Nothing is bound yet',
    took: (requests: number, fields: number) =>
      `${requests === 1 ? '1 request' : `${numberText(requests)} requests`} for ${fields === 1 ? '1 reference' : `${numberText(fields)} references`}`,
    ended: (cause: string) =>
      `It left something out: ${cause}. What could not be looked at stays as it was found before.`,
    schedule: 'Scheduled scan',
    schedules: { off: 'Off', daily: 'Daily', weekly: 'Weekly' },
    saved: (schedule: string) => `Scheduled scan: ${schedule.toLowerCase()}`,
  },
  usedBy: {
    title: 'Used by',
    text: 'Vault or Environment, item, connections. Look here before you change or delete something in the secret manager.',
    empty: 'No connection is bound to it yet',
    emptyText: 'Create a connection, then select the key icon beside a field to pick a secret.',
    make: 'New connection',
    vaults: 'Vaults and Environments in use',
    items: 'Items in use',
    connections: 'Connections',
    environment: 'Environment',
    itemCount: (count: number) => (count === 1 ? '1 item' : `${numberText(count)} items`),
    connectionCount: (count: number) => (count === 1 ? '1 connection' : `${numberText(count)} connections`),
  },
  removal: {
    title: (name: string) => `Remove ${name}?`,
    plain: 'Its token and its cached values are deleted. No connection uses it.',
    breaks: (count: number) =>
      count === 1
        ? 'One connection uses it and would fail from now on:'
        : `${numberText(count)} connections use it and would fail from now on:`,
    breaksMore: (count: number) =>
      `More than ${numberText(count)} connections use it and would fail from now on, among them:`,
    andMore: (count: number) => `and ${numberText(count)} more`,
    repoint: 'Bind their fields to another secret manager first. To remove it all the same, type its name.',
    confirm: 'Remove',
    done: (name: string) => `${name} is removed`,
  },
} as const;

/** Words of one secret manager's page. */
export const words = inLanguages({ en: english, de: german });
