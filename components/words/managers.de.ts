import { numberText } from './numbers';

/** The German of managers.ts. */
export const german = {
  provider: { onepassword: '1Password', 'onepassword-connect': '1Password Connect' },
  status: {
    connected: 'Verbunden',
    degraded: 'Eingeschränkt: liefert Veraltetes',
    refused: 'Token abgelehnt',
    rate_limited: 'Begrenzt',
    unreachable: 'Nicht erreichbar',
    untested: 'Nie getestet',
  },
  rateLimitedUntil: (time: string) => `Begrenzt bis ${time}`,
  requests: {
    open: 'Pausiert',
    halfOpen: 'Das nächste Lesen versucht es',
    closed: 'Normal',
    window: (per: 'credential' | 'account', hours: number) => {
      const whose = per === 'credential' ? 'dieses Token' : 'das Konto';
      return hours === 1 ? `Diese Stunde, ${whose}` : `In ${hours} Stunden, ${whose}`;
    },
    used: (used: number, limit: number) => `${numberText(used)} von ${numberText(limit)}`,
    usedWithout: (used: number) => `${numberText(used)}, ohne Limit`,
    ofLimit: (limit: number) => `von ${numberText(limit)}`,
    others: 'Noch jemand verbraucht diese Limits',
    othersText:
      'Die Zahlen zählen, was Latchkey gefragt hat. 1Password zählt das ganze Konto und sagt, dass eines seiner Limits verbraucht ist. Seine Kommandozeile zeigt, was es zählt:',
    othersCommand: 'Was 1Password zählt',
    setFreshTime: (time: string) => `Auf ${time} frisch setzen`,
    freshTimeSet: (time: string) => `Werte sind ab jetzt ${time} lang frisch`,
    yielding:
      'Der größte Teil des Limits ist verbraucht: Latchkey erneuert nichts vorab, bis es sich füllt, damit Workloads vorgehen.',
    letThrough: 'Anfragen wieder hinauslassen',
    letThroughDone: 'Anfragen gehen wieder hinaus; das nächste Lesen zeigt es',
  },
  scope: {
    platform: 'Alle Projekte',
    platformHelp: 'Jedes Projekt, auch spätere. Was jedes davon nutzen darf, steht unter Zugriff.',
    project: 'Ausgewählte Projekte',
    projectHelp: 'Nur diese Projekte können ihn nutzen.',
    projects: (count: number) => (count === 1 ? '1 Projekt' : `${numberText(count)} Projekte`),
    nobody: 'Kein Projekt',
    noProjectYet: 'Nur plattformweit, noch kein Projekt',
    label: 'Nutzbar für',
    chooseProjects: 'Projekte',
    noProjects: 'Es gibt noch keine Projekte. Ein Admin fügt sie unter Personen, Projekte hinzu.',
    emptyDenies: 'Ohne ausgewähltes Projekt kann niemand ihn nutzen.',
  },
};
