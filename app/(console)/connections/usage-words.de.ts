import { numberText } from '@/components/words/numbers';

const reads = (count: number) => (count === 1 ? '1 Zugriff' : `${numberText(count)} Zugriffe`);
const failures = (count: number) => (count === 1 ? '1 Fehlschlag' : `${numberText(count)} Fehlschläge`);

/** The German of usage-words.ts. */
export const german = {
  tab: 'Nutzung',
  lastRead: 'Zuletzt gelesen',
  never: 'Nie',
  by: (name: string) => `von ${name}`,
  inDays: 'In 14 Tagen',
  today: 'Heute',
  counts: (read: number, failed: number) =>
    failed === 0 ? reads(read) : `${reads(read)}, ${failures(failed)}`,
  chart: 'Zugriffe je Tag in den letzten 14 Tagen',
  dayOf: (day: string, counts: string) => `${day}: ${counts}`,
  failed: 'Gescheitert',
  read: 'Gelesen',
  readers: 'API-Schlüssel',
  columns: { key: 'API-Schlüssel', reads: 'Zugriffe', failures: 'Fehlschläge', last: 'Zuletzt' },
  others: (count: number) =>
    count === 1
      ? 'und 1 weiterer, den Sie nicht sehen dürfen'
      : `und ${numberText(count)} weitere, die Sie nicht sehen dürfen`,
  nobody: {
    title: 'Noch hat niemand sie gelesen',
    text: 'Zugriffe von Workloads der letzten 14 Tage erscheinen hier wenige Sekunden, nachdem sie geschehen sind.',
  },
  readToday: (names: string, counts: string) => `Heute gelesen von ${names}: ${counts}.`,
  notToday: 'Heute hat niemand sie gelesen.',
  manyToday: (names: string) => `Heute gelesen: ${names}.`,
  names: (named: readonly string[], others: number) => {
    const rest = others === 1 ? '1 weiterem' : `${numberText(others)} weiteren`;
    if (named.length === 0) return others === 1 ? '1 API-Schlüssel' : `${numberText(others)} API-Schlüsseln`;
    return others === 0 ? named.join(', ') : `${named.join(', ')} und ${rest}`;
  },
  disable: (name: string) => `${name} ausschalten?`,
};
