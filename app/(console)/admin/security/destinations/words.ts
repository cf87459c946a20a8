import { inLanguages } from '@/components/words/languages';
import { german } from './words.de';

const english = {
  title: 'Destinations',
  description:
    'Hosts that a test of a connection may send secrets to although a builder chose them: exact host and port.',
  add: 'Add a destination',
  search: 'Search destinations',
  empty: {
    title: 'No destination yet',
    text: 'Builders can test connections to the apps’ own hosts only. Add a host and port to let them test there too.',
    reach:
      'This list does not open a network: hosts on private networks must also be listed as reachable in LATCHKEY_EGRESS_HOSTS.',
  },
  nothingFound: (search: string) => `No destination has “${search}” in its host.`,
  columns: {
    host: 'Host and port',
    scope: 'Projects',
    encryption: 'Encryption',
    added: 'Added',
    by: 'Added by',
    actions: 'Actions',
  },
  allProjects: 'All projects',
  unknownProject: 'Another project',
  encryption: { required: 'TLS required', plain: 'Without TLS too' },
  form: {
    title: 'Add a destination',
    host: 'Host',
    hostHelp: 'Exactly one, such as db.example.com or 10.0.0.5. No range and no wildcard.',
    port: 'Port',
    portHelp: 'For a base address that begins with https:// and names no port: 443.',
    project: 'Projects',
    projectHelp:
      'A connection of several projects can be tested here when each of them has the destination, or when it is for all projects.',
    plain: 'Allow credentials without TLS',
    plainHelp:
      'Passwords and tokens can then be read by everybody on the way, in tests by admins too. Leave it off unless the server cannot do TLS.',
    submit: 'Add',
  },
  added: (place: string) => `${place} is added`,
  remove: {
    action: 'Remove',
    title: (place: string) => `Remove ${place}?`,
    text: 'Tests by builders send nothing there any more. Workloads are not affected.',
    done: (place: string) => `${place} is removed`,
  },
} as const;

/** Words of the destinations page. */
export const words = inLanguages({ en: english, de: german });
