import { numberText } from '@/components/words/numbers';

const mostFields = 4;

/** The German of words.ts. */
export const german = {
  title: 'Zu tun',
  description: 'Was defekt ist, bald ausfällt oder auf jemanden wartet, das Dringendste zuerst.',
  count: (items: number) => numberText(items),
  fields: (names: readonly string[]) =>
    names.length > mostFields
      ? `${names.slice(0, mostFields).join(', ')} und ${numberText(names.length - mostFields)} weitere`
      : names.join(', '),
  severities: {
    critical: { title: 'Jetzt', text: 'Workloads scheitern oder sind kurz davor.' },
    warning: { title: 'Bald', text: 'Workloads werden scheitern, wenn es so bleibt.' },
    notice: { title: 'Später', text: 'Hieran scheitert nichts.' },
  },
  kinds: {
    manager_refused: 'Token abgelehnt',
    manager_unreachable: 'Nicht erreichbar',
    manager_rate_limited: 'Limit erreicht',
    connection_unserved: 'Workloads scheitern',
    reference_broken: 'Defekte Referenz',
    reference_refused: 'Abgewiesen',
    field_missing: 'Feld fehlt',
    budget_low: 'Anfragen fast aufgebraucht',
    clock_off: 'Uhr geht falsch',
    key_ending: 'Läuft bald ab',
    scan_failed: 'Durchsicht unvollständig',
    trust_ended: 'Vertrauen beendet',
    key_of_disabled_person: 'Ersteller gesperrt',
    reference_unverified: 'Nicht geprüft',
  },
  next: {
    replace_token: 'Token ersetzen',
    repair: 'Reparieren',
    set_field: 'Feld setzen',
    rotate_key: 'Schlüssel austauschen',
    check: 'Prüfen',
    turn_on: 'Wieder einschalten',
    open: 'Öffnen',
  },
  empty: {
    title: 'Nichts zu tun',
    text: 'Kein Secret Manager ist gestört, keine Referenz ist defekt, und kein Schlüssel läuft bald ab.',
  },
};
