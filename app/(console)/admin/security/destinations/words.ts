import { inLanguages } from '@/components/words/languages';
import { german } from './words.de';

const english = {
  title: 'Destinations',
  description:
    'Hosts that connection tests may send secrets to when a builder chose them. Each entry is one exact host and port.',
  add: 'Add a destination',
  search: 'Search destinations',
  empty: {
    title: 'No destination yet',
    text: 'Builders can test connections to the apps’ own hosts only. Add a host and port to let them test there too.',
    reach:
      'This list does not open a network: hosts on private networks must also be listed as reachable in LATCHKEY_EGRESS_HOSTS.',
  },
  nothingFound: (search: string) => `No destination matches “${search}”.`,
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
  encryption: { required: 'TLS required', plain: 'Also without TLS' },
  form: {
    title: 'Add a destination',
    host: 'Host',
    hostHelp: 'One exact host, such as db.example.com or 10.0.0.5. No ranges or wildcards.',
    port: 'Port',
    portHelp: '443 for a base address that starts with https:// and names no port.',
    project: 'Projects',
    projectHelp:
      'A connection of several projects can be tested here if each of them has the destination, or if it is for all projects.',
    plain: 'Allow credentials without TLS',
    plainHelp:
      'Anyone on the network path can then read passwords and tokens, including in tests by admins. Leave it off unless the server does not support TLS.',
    submit: 'Add',
  },
  added: (place: string) => `${place} is added`,
  remove: {
    action: 'Remove',
    title: (place: string) => `Remove ${place}?`,
    text: 'Tests by builders no longer send anything there. Workloads are not affected.',
    done: (place: string) => `${place} is removed`,
  },
} as const;

/** Words of the destinations page. */
export const words = inLanguages({ en: english, de: german });
