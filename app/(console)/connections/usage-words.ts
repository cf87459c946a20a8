import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import { german } from './usage-words.de';

const reads = (count: number) => (count === 1 ? '1 read' : `${numberText(count)} reads`);
const failures = (count: number) => (count === 1 ? '1 failure' : `${numberText(count)} failures`);

const english = {
  tab: 'Usage',
  lastRead: 'Last read',
  never: 'Never',
  by: (name: string) => `by ${name}`,
  inDays: 'In 14 days',
  today: 'Today',
  counts: (read: number, failed: number) =>
    failed === 0 ? reads(read) : `${reads(read)}, ${failures(failed)}`,
  chart: 'Reads a day in the last 14 days',
  dayOf: (day: string, counts: string) => `${day}: ${counts}`,
  failed: 'Failed',
  read: 'Read',
  readers: 'API keys',
  columns: { key: 'API key', reads: 'Reads', failures: 'Failures', last: 'Last' },
  others: (count: number) =>
    count === 1
      ? 'and 1 other that is not yours to see'
      : `and ${numberText(count)} others that are not yours to see`,
  nobody: {
    title: 'Nobody has read it yet',
    text: 'Reads by workloads of the last 14 days show here a few seconds after they happen.',
  },
  readToday: (names: string, counts: string) => `Read today by ${names}: ${counts}.`,
  notToday: 'Nobody has read it today.',
  manyToday: (names: string) => `Read today: ${names}.`,
  names: (named: readonly string[], others: number) => {
    const rest = others === 1 ? '1 other' : `${numberText(others)} others`;
    if (named.length === 0) return others === 1 ? '1 API key' : `${numberText(others)} API keys`;
    return others === 0 ? named.join(', ') : `${named.join(', ')} and ${rest}`;
  },
  disable: (name: string) => `Disable ${name}?`,
} as const;

/** Who reads a connection, and how often. */
export const usageWords = inLanguages({ en: english, de: german });
