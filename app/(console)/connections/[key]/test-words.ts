import { inLanguages } from '@/components/words/languages';
import { probeOutcomes } from '@/lib/probes/outcomes';
import { german } from './test-words.de';

const english = {
  open: 'Test connection',
  title: (name: string) => `Test ${name}`,
  saved: 'What is saved is tested, with the values that a workload gets. They are used and never shown.',
  again: 'Run again',
  close: 'Close',
  path: 'Path',
  pathHelp: 'Asked for with GET. Choose one that changes nothing.',
  target: {
    own: (host: string) => `Asks ${host} for something harmless.`,
    get: (host: string) => `Sends a GET with the credentials to ${host}.`,
    signIn: (host: string) => `Signs in at ${host} and quits at once.`,
    greet: (host: string) => `Looks whether ${host} answers. The key is not tried.`,
    nowhere: 'Resolves all fields. Latchkey knows no harmless call for this app.',
    bound: 'the host that a secret names',
    missing: 'the host, which is not set',
  },
  steps: { resolve: 'Resolve the fields', reach: 'Reach the app', authenticate: 'Sign in' },
  states: { ok: 'Done', warned: 'Done, with a warning', failed: 'Failed', not_tested: 'Not tested' },
  running: 'Running',
  waiting: 'Waiting',
  status: (status: number) => `HTTP status ${status}`,
  stepsLabel: 'Steps of the test',
  summary: {
    running: 'The test runs',
    ok: 'The connection works',
    warned: 'The connection works, with a warning',
    partly: 'What can be tested works',
    failed: 'The connection does not work',
    unsent: 'The test could not be made: this host is not called',
    notLookedUp: (host: string | undefined) => `Not tested: Latchkey could not look up ${host ?? 'the host'}`,
    noRoute: (host: string | undefined) =>
      `Not tested: Latchkey’s machine has no network route to ${host ?? 'the host'}`,
    noWay: (host: string | undefined) =>
      `Not tested: Latchkey’s machine found no way to ${host ?? 'the host'}`,
  },
  sources: {
    memory: 'from the cache',
    table: 'from the cache',
    provider: 'from the secret manager',
    literal: 'typed here',
  },
  stale: 'last known value',
  aged: (source: string, age: string) => `${source}, ${age} old`,
  outcomes: probeOutcomes,
} as const;

/** What the test of a connection says. Its outcomes are the API's own (lib/probes/outcomes.ts). */
export const testWords = inLanguages({ en: english, de: german });
